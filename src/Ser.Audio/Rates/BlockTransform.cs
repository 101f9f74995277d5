using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Audio.Rates;

/// <summary>Fourier transform of complex blocks for filtering: the spectrum stands in an order of its own, which nobody undoes.</summary>
/// <remarks>
/// Radix 4 throughout: decimation in frequency on the way there, in time on the way back (Gentleman and Sande 1966, Cooley and
/// Tukey 1965), so that products of spectra need no reordering. The first pass leaves four transforms of a quarter of the length; two and two of them
/// lie in the halves of vectors, and run side by side. Within a half four neighbours lie in its lanes, so the passes go over whole vectors with
/// one twiddle for all lanes; the last one turns lanes into vectors by a transposition of 4 × 4.
/// Eight lanes and the same operations on every machine: the same bits. Immutable: all threads may share one.
/// </remarks>
internal sealed class BlockTransform
{
    private const int Step = ComplexLanes.Floats;

    private readonly AlignedFloats first;    // 3 vectors of twiddles for eight numbers, ω^n, ω^2n, ω^3n
    private readonly AlignedFloats middle;   // 3 twiddles for each butterfly of a pass, pass by pass
    private readonly AlignedFloats last;     // a vector for each of a quarter's: lane i has ω^(i k)
    private readonly int vectors;      // of a pair of quarters

    /// <summary>Makes the tables.</summary>
    /// <param name="length">A power of 4: 64 or more.</param>
    public BlockTransform(int length)
    {
        if (length < 64 || !BitOperations.IsPow2(length) || BitOperations.Log2((uint)length) % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "is no power of 4, or less than 64");
        }

        Length = length;
        vectors = length / 16;
        first = new AlignedFloats(6 * (length / 4));
        for (int n = 0; n < length / 4; n++)
        {
            for (int power = 1; power < 4; power++)
            {
                Turn(first.Span[((n / 8 * 6 * 8) + ((power - 1) * Step) + (n % 8))..], 8, power * n, length);
            }
        }

        int butterflies = 0;
        for (int size = vectors; size > 4; size /= 4)
        {
            butterflies += size / 4;
        }

        middle = new AlignedFloats(6 * butterflies);
        int at = 0;
        for (int size = vectors; size > 4; size /= 4)
        {
            for (int j = 0; j < size / 4; j++)
            {
                for (int power = 1; power < 4; power++, at += 2)
                {
                    Turn(middle.Span[at..], 1, power * j, size);
                }
            }
        }

        last = new AlignedFloats(vectors * Step);
        for (int position = 0; position < vectors; position++)
        {
            int k = ReverseDigits(position, vectors);
            for (int lane = 0; lane < 8; lane++)
            {
                Turn(last.Span[((position * Step) + lane)..], 8, lane % 4 * k, length / 4);
            }
        }
    }

    /// <summary>Numbers of a block.</summary>
    public int Length { get; }

    /// <summary>Floats of a spectrum.</summary>
    public int SpectrumLength => 2 * Length;

    /// <summary>Puts a spectrum into this transform's order.</summary>
    /// <param name="re">Real parts by frequency.</param>
    /// <param name="im">Imaginary parts by frequency.</param>
    /// <param name="spectrum">In the order of <see cref="Forward"/>.</param>
    public void Arrange(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<float> spectrum)
    {
        for (int vector = 0; vector < 2 * vectors; vector++)
        {
            // The last pass has stored its harmonics as neighbouring vectors, and its four neighbours in lanes.
            int pair = vector / vectors, harmonic = vector % 4, group = vector % vectors / 4 * 4;
            for (int lane = 0; lane < 8; lane++)
            {
                int withinQuarter = ReverseDigits(group + (lane % 4), vectors) + (vectors * harmonic);
                int frequency = (4 * withinQuarter) + (2 * pair) + (lane / 4);
                spectrum[(vector * Step) + lane] = (float)re[frequency];
                spectrum[(vector * Step) + 8 + lane] = (float)im[frequency];
            }
        }
    }

    /// <summary>X[k] = Σ x[n] e^(−2πi kn / length), in this transform's order.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="spectrum">Takes the spectrum.</param>
    public void Forward(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> spectrum)
    {
        Split(re[..Length], im[..Length], spectrum[..SpectrumLength]);
        int twiddles = 0;
        for (int size = vectors; size > 4; size /= 4)
        {
            ForwardPass(spectrum, size, middle.Span[twiddles..]);
            twiddles += 6 * (size / 4);
        }

        ref float work = ref MemoryMarshal.GetReference(spectrum);
        ref float twiddle = ref MemoryMarshal.GetReference(last.Span);
        for (int pair = 0; pair < 2; pair++)
        {
            ref float half = ref Unsafe.Add(ref work, pair * vectors * Step);
            for (nuint at = 0; at < (nuint)(vectors * Step); at += 4 * Step)
            {
                var a = ComplexLanes.Load(ref half, at);
                var b = ComplexLanes.Load(ref half, at + Step);
                var c = ComplexLanes.Load(ref half, at + (2 * Step));
                var d = ComplexLanes.Load(ref half, at + (3 * Step));
                ComplexLanes.Forward(ref a, ref b, ref c, ref d);
                a *= ComplexLanes.Load(ref twiddle, at);
                b *= ComplexLanes.Load(ref twiddle, at + Step);
                c *= ComplexLanes.Load(ref twiddle, at + (2 * Step));
                d *= ComplexLanes.Load(ref twiddle, at + (3 * Step));
                ComplexLanes.TransposeHalves(ref a, ref b, ref c, ref d);
                ComplexLanes.Forward(ref a, ref b, ref c, ref d);
                a.Store(ref half, at);
                b.Store(ref half, at + Step);
                c.Store(ref half, at + (2 * Step));
                d.Store(ref half, at + (3 * Step));
            }
        }
    }

    /// <summary>x[n] = Σ Y[k] e^(2πi kn / length) of Y = Σ X · H over several pairs of spectra.</summary>
    /// <param name="spectra">One X behind the other.</param>
    /// <param name="filters">As many H.</param>
    /// <param name="work">Of the length of a spectrum; spoilt.</param>
    /// <param name="re">Takes the real parts.</param>
    /// <param name="im">Takes the imaginary parts.</param>
    public void InverseOfProducts(ReadOnlySpan<float> spectra, ReadOnlySpan<float> filters, Span<float> work, Span<float> re, Span<float> im)
    {
        filters = filters[..spectra.Length];
        work = work[..SpectrumLength];
        nuint stride = (nuint)SpectrumLength;
        ref float x = ref MemoryMarshal.GetReference(spectra);
        ref float h = ref MemoryMarshal.GetReference(filters);
        ref float y = ref MemoryMarshal.GetReference(work);
        ref float twiddle = ref MemoryMarshal.GetReference(last.Span);
        nuint mask = (nuint)((vectors * Step) - 1);
        for (nuint at = 0; at < stride; at += 4 * Step)
        {
            ComplexLanes a = default, b = default, c = default, d = default;
            for (nuint r = at; r < (nuint)spectra.Length; r += stride)
            {
                a = a.PlusProduct(ComplexLanes.Load(ref x, r), ComplexLanes.Load(ref h, r));
                b = b.PlusProduct(ComplexLanes.Load(ref x, r + Step), ComplexLanes.Load(ref h, r + Step));
                c = c.PlusProduct(ComplexLanes.Load(ref x, r + (2 * Step)), ComplexLanes.Load(ref h, r + (2 * Step)));
                d = d.PlusProduct(ComplexLanes.Load(ref x, r + (3 * Step)), ComplexLanes.Load(ref h, r + (3 * Step)));
            }

            nuint within = at & mask;
            ComplexLanes.Inverse(ref a, ref b, ref c, ref d);
            ComplexLanes.TransposeHalves(ref a, ref b, ref c, ref d);
            a = a.TimesConjugate(ComplexLanes.Load(ref twiddle, within));
            b = b.TimesConjugate(ComplexLanes.Load(ref twiddle, within + Step));
            c = c.TimesConjugate(ComplexLanes.Load(ref twiddle, within + (2 * Step)));
            d = d.TimesConjugate(ComplexLanes.Load(ref twiddle, within + (3 * Step)));
            ComplexLanes.Inverse(ref a, ref b, ref c, ref d);
            a.Store(ref y, at);
            b.Store(ref y, at + Step);
            c.Store(ref y, at + (2 * Step));
            d.Store(ref y, at + (3 * Step));
        }

        int twiddles = middle.Span.Length;
        for (int size = 16; size <= vectors; size *= 4)
        {
            twiddles -= 6 * (size / 4);
            InversePass(work, size, middle.Span[twiddles..]);
        }

        Join(work, re[..Length], im[..Length]);
    }

    /// <summary>The first pass: eight neighbours at a time, and quarters into halves.</summary>
    private void Split(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> spectrum)
    {
        ref float xr = ref MemoryMarshal.GetReference(re);
        ref float xi = ref MemoryMarshal.GetReference(im);
        ref float y = ref MemoryMarshal.GetReference(spectrum);
        ref float twiddle = ref MemoryMarshal.GetReference(first.Span);
        nuint quarter = (nuint)(Length / 4), other = (nuint)(vectors * Step);
        for (nuint n = 0; n < quarter; n += 8)
        {
            ComplexLanes a = new(Vector256.LoadUnsafe(ref xr, n), Vector256.LoadUnsafe(ref xi, n));
            ComplexLanes b = new(Vector256.LoadUnsafe(ref xr, n + quarter), Vector256.LoadUnsafe(ref xi, n + quarter));
            ComplexLanes c = new(Vector256.LoadUnsafe(ref xr, n + (2 * quarter)), Vector256.LoadUnsafe(ref xi, n + (2 * quarter)));
            ComplexLanes d = new(Vector256.LoadUnsafe(ref xr, n + (3 * quarter)), Vector256.LoadUnsafe(ref xi, n + (3 * quarter)));
            ComplexLanes.Forward(ref a, ref b, ref c, ref d);
            b *= ComplexLanes.Load(ref twiddle, 6 * n);
            c *= ComplexLanes.Load(ref twiddle, (6 * n) + Step);
            d *= ComplexLanes.Load(ref twiddle, (6 * n) + (2 * Step));
            ComplexLanes.SwapHalves(ref a, ref b);
            ComplexLanes.SwapHalves(ref c, ref d);
            nuint at = n / 4 * Step;
            a.Store(ref y, at);
            b.Store(ref y, at + Step);
            c.Store(ref y, at + other);
            d.Store(ref y, at + other + Step);
        }
    }

    /// <summary>Undoes <see cref="Split"/>, four times as large.</summary>
    private void Join(ReadOnlySpan<float> spectrum, Span<float> re, Span<float> im)
    {
        ref float xr = ref MemoryMarshal.GetReference(re);
        ref float xi = ref MemoryMarshal.GetReference(im);
        ref float y = ref MemoryMarshal.GetReference(spectrum);
        ref float twiddle = ref MemoryMarshal.GetReference(first.Span);
        nuint quarter = (nuint)(Length / 4), other = (nuint)(vectors * Step);
        for (nuint n = 0; n < quarter; n += 8)
        {
            nuint at = n / 4 * Step;
            var a = ComplexLanes.Load(ref y, at);
            var b = ComplexLanes.Load(ref y, at + Step);
            var c = ComplexLanes.Load(ref y, at + other);
            var d = ComplexLanes.Load(ref y, at + other + Step);
            ComplexLanes.SwapHalves(ref a, ref b);
            ComplexLanes.SwapHalves(ref c, ref d);
            b = b.TimesConjugate(ComplexLanes.Load(ref twiddle, 6 * n));
            c = c.TimesConjugate(ComplexLanes.Load(ref twiddle, (6 * n) + Step));
            d = d.TimesConjugate(ComplexLanes.Load(ref twiddle, (6 * n) + (2 * Step)));
            ComplexLanes.Inverse(ref a, ref b, ref c, ref d);
            a.Re.StoreUnsafe(ref xr, n);
            a.Im.StoreUnsafe(ref xi, n);
            b.Re.StoreUnsafe(ref xr, n + quarter);
            b.Im.StoreUnsafe(ref xi, n + quarter);
            c.Re.StoreUnsafe(ref xr, n + (2 * quarter));
            c.Im.StoreUnsafe(ref xi, n + (2 * quarter));
            d.Re.StoreUnsafe(ref xr, n + (3 * quarter));
            d.Im.StoreUnsafe(ref xi, n + (3 * quarter));
        }
    }

    private void ForwardPass(Span<float> spectrum, int size, ReadOnlySpan<float> twiddles)
    {
        ref float work = ref MemoryMarshal.GetReference(spectrum);
        ref float twiddle = ref MemoryMarshal.GetReference(twiddles);
        nuint quarter = (nuint)(size / 4 * Step), all = (nuint)(2 * vectors * Step);
        for (nuint j = 0, w = 0; j < quarter; j += Step, w += 6)
        {
            var second = ComplexLanes.Broadcast(ref twiddle, w);
            var third = ComplexLanes.Broadcast(ref twiddle, w + 2);
            var fourth = ComplexLanes.Broadcast(ref twiddle, w + 4);
            for (nuint at = j; at < all; at += 4 * quarter)
            {
                var a = ComplexLanes.Load(ref work, at);
                var b = ComplexLanes.Load(ref work, at + quarter);
                var c = ComplexLanes.Load(ref work, at + (2 * quarter));
                var d = ComplexLanes.Load(ref work, at + (3 * quarter));
                ComplexLanes.Forward(ref a, ref b, ref c, ref d);
                a.Store(ref work, at);
                (b * second).Store(ref work, at + quarter);
                (c * third).Store(ref work, at + (2 * quarter));
                (d * fourth).Store(ref work, at + (3 * quarter));
            }
        }
    }

    private void InversePass(Span<float> spectrum, int size, ReadOnlySpan<float> twiddles)
    {
        ref float work = ref MemoryMarshal.GetReference(spectrum);
        ref float twiddle = ref MemoryMarshal.GetReference(twiddles);
        nuint quarter = (nuint)(size / 4 * Step), all = (nuint)(2 * vectors * Step);
        for (nuint j = 0, w = 0; j < quarter; j += Step, w += 6)
        {
            var second = ComplexLanes.Broadcast(ref twiddle, w);
            var third = ComplexLanes.Broadcast(ref twiddle, w + 2);
            var fourth = ComplexLanes.Broadcast(ref twiddle, w + 4);
            for (nuint at = j; at < all; at += 4 * quarter)
            {
                var a = ComplexLanes.Load(ref work, at);
                var b = ComplexLanes.Load(ref work, at + quarter).TimesConjugate(second);
                var c = ComplexLanes.Load(ref work, at + (2 * quarter)).TimesConjugate(third);
                var d = ComplexLanes.Load(ref work, at + (3 * quarter)).TimesConjugate(fourth);
                ComplexLanes.Inverse(ref a, ref b, ref c, ref d);
                a.Store(ref work, at);
                b.Store(ref work, at + quarter);
                c.Store(ref work, at + (2 * quarter));
                d.Store(ref work, at + (3 * quarter));
            }
        }
    }

    /// <summary>Where decimation in frequency leaves a harmonic: the digits to base 4 from back to front.</summary>
    private static int ReverseDigits(int position, int count)
    {
        int reversed = 0;
        for (int digit = 1; digit < count; digit *= 4)
        {
            reversed = (4 * reversed) + (position % 4);
            position /= 4;
        }

        return reversed;
    }

    /// <summary>e^(−2πi · turns / length): its real part comes first, the imaginary one so many floats behind.</summary>
    private static void Turn(Span<float> to, int apart, int turns, int length)
    {
        (double sin, double cos) = Math.SinCos(-2 * Math.PI * (turns % length) / length);
        to[0] = (float)cos;
        to[apart] = (float)sin;
    }
}
