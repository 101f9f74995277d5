using System.Buffers;
using System.Runtime.InteropServices;

namespace Ser.Features;

/// <summary>Fourier transform of real signals of one size, in float. Immutable: all threads may share one.</summary>
/// <remarks>
/// A complex transform of half the size over even samples (as real parts) and odd samples (as imaginary parts), whose
/// spectrum is then untangled. Error: below 2e-6 of the largest bin against a transform in double, for every size up to 4096.
/// </remarks>
public sealed class RealFft
{
    internal const int LargestSize = 65536;

    private readonly ComplexFft half;
    private readonly float[] cos, sin;   // e^(−2πi k / Size), k = 0 … Size / 4

    /// <summary>Prepares the tables.</summary>
    /// <param name="size">Samples of a signal: a size that <see cref="Supports"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not supported.</exception>
    public RealFft(int size)
    {
        if (!Supports(size))
        {
            throw new ArgumentOutOfRangeException(
                nameof(size), size, $"not an even number of 2 to {LargestSize} whose half has no prime factor above 5");
        }

        Size = size;
        half = new ComplexFft(size / 2);
        cos = new float[(size / 4) + 1];
        sin = new float[cos.Length];
        for (int k = 0; k < cos.Length; k++)
        {
            var (s, c) = Math.SinCos(-2 * Math.PI * k / size);
            (cos[k], sin[k]) = ((float)c, (float)s);
        }
    }

    /// <summary>Samples of a signal.</summary>
    public int Size { get; }

    /// <summary>Bins of a spectrum, from 0 Hz to half the rate: Size / 2 + 1.</summary>
    public int Bins => (Size / 2) + 1;

    /// <summary>Whether there is a transform of this size: even, 2 to 65 536, and its half has no prime factor above 5.</summary>
    public static bool Supports(int size) => size is >= 2 and <= LargestSize && size % 2 == 0 && ComplexFft.Supports(size / 2);

    /// <summary>Spectrum of a signal: X[k] = Σ x[i] e^(−2πi·ik / Size), without scaling.</summary>
    /// <param name="signal">Size samples.</param>
    /// <param name="re">Receives the real parts of Bins values.</param>
    /// <param name="im">Receives the imaginary parts; the first and the last are 0.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Forward(ReadOnlySpan<float> signal, Span<float> re, Span<float> im)
    {
        RequireLengths(signal.Length, re.Length, im.Length);
        float[] rented = ArrayPool<float>.Shared.Rent(half.WorkLength(1));
        var work = rented.AsSpan(0, half.WorkLength(1));
        var input = half.Input(work, 1);
        var even = input[..half.Length];
        var odd = input[half.Length..];
        for (int i = 0; i < even.Length; i++)
        {
            even[i] = signal[2 * i];
            odd[i] = signal[(2 * i) + 1];
        }

        half.Transform(work, 1);
        var output = half.Output(work, 1);
        Untangle(output[..half.Length], output[half.Length..], re, im);
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>The signal of a spectrum, scaled by 1 / Size, so that it undoes <see cref="Forward"/>.</summary>
    /// <param name="re">Real parts of Bins values.</param>
    /// <param name="im">Imaginary parts; the first and the last count as 0.</param>
    /// <param name="signal">Receives Size samples.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Inverse(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> signal)
    {
        RequireLengths(signal.Length, re.Length, im.Length);
        float[] rented = ArrayPool<float>.Shared.Rent(half.WorkLength(1));
        var work = rented.AsSpan(0, half.WorkLength(1));
        var input = half.Input(work, 1);

        // Real and imaginary parts change places on the way in and out: that turns the transform into its inverse.
        Tangle(re, im, input[half.Length..], input[..half.Length]);
        half.Transform(work, 1);
        var output = half.Output(work, 1);
        var odd = output[..half.Length];
        var even = output[half.Length..];
        float scale = 1f / Size;
        for (int i = 0; i < even.Length; i++)
        {
            signal[2 * i] = even[i] * scale;
            signal[(2 * i) + 1] = odd[i] * scale;
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Floats of work that <see cref="Power"/> needs.</summary>
    internal int WorkLength(int lanes) => half.WorkLength(lanes);

    /// <summary>Where in the work the caller writes lanes signals: rows of even samples, then rows of odd ones.</summary>
    internal Span<float> Input(Span<float> work, int lanes) => half.Input(work, lanes);

    /// <summary>Squared magnitudes of eight signals side by side: Bins rows of eight.</summary>
    internal void Power(Span<float> work, Span<float> power)
    {
        const int Lanes = 8;
        half.Transform(work, Lanes);
        var z = MemoryMarshal.Cast<float, Eight>(half.Output(work, Lanes));
        Power(z[..half.Length], z[half.Length..], MemoryMarshal.Cast<float, Eight>(power));
    }

    private void Power<T>(ReadOnlySpan<T> zr, ReadOnlySpan<T> zi, Span<T> power) where T : struct, ILanes<T>
    {
        int last = zr.Length;
        T first = zr[0] + zi[0], nyquist = zr[0] - zi[0], halved = T.Broadcast(0.5f);
        (power[0], power[last]) = (first * first, nyquist * nyquist);
        for (int k = 1; k <= last - k; k++)
        {
            int m = last - k;
            T er = (zr[k] + zr[m]) * halved, ei = (zi[k] - zi[m]) * halved;
            T or = (zi[k] + zi[m]) * halved, oi = (zr[m] - zr[k]) * halved;
            T c = T.Broadcast(cos[k]), s = T.Broadcast(sin[k]);
            T tr = (or * c) - (oi * s), ti = (or * s) + (oi * c);
            T ar = er + tr, ai = ei + ti, br = er - tr, bi = ei - ti;
            power[m] = (br * br) + (bi * bi);
            power[k] = (ar * ar) + (ai * ai);
        }
    }

    /// <summary>Half-size spectrum Z of even + i · odd → spectrum X of the signal: X[k] = E[k] + e^(−2πi k / Size) O[k].</summary>
    private void Untangle(ReadOnlySpan<float> zr, ReadOnlySpan<float> zi, Span<float> re, Span<float> im)
    {
        int last = zr.Length;
        (re[0], re[last], im[0], im[last]) = (zr[0] + zi[0], zr[0] - zi[0], 0, 0);
        for (int k = 1; k <= last - k; k++)
        {
            int m = last - k;
            float er = (zr[k] + zr[m]) * 0.5f, ei = (zi[k] - zi[m]) * 0.5f;
            float or = (zi[k] + zi[m]) * 0.5f, oi = (zr[m] - zr[k]) * 0.5f;
            float tr = (or * cos[k]) - (oi * sin[k]), ti = (or * sin[k]) + (oi * cos[k]);
            (re[m], im[m]) = (er - tr, ti - ei);
            (re[k], im[k]) = (er + tr, ei + ti);
        }
    }

    /// <summary>The way back, without the halves, which the scale of the inverse makes good.</summary>
    private void Tangle(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> zr, Span<float> zi)
    {
        int last = zr.Length;
        (zr[0], zi[0]) = (re[0] + re[last], re[0] - re[last]);
        for (int k = 1; k <= last - k; k++)
        {
            int m = last - k;
            float er = re[k] + re[m], ei = im[k] - im[m], tr = re[k] - re[m], ti = im[k] + im[m];
            float or = (tr * cos[k]) + (ti * sin[k]), oi = (ti * cos[k]) - (tr * sin[k]);
            (zr[m], zi[m]) = (er + oi, or - ei);
            (zr[k], zi[k]) = (er - oi, ei + or);
        }
    }

    private void RequireLengths(int signal, int re, int im)
    {
        if (signal != Size || re != Bins || im != Bins)
        {
            throw new ArgumentException($"a transform of {Size} samples takes {Size} samples and {Bins} bins, not {signal}, {re} and {im}");
        }
    }
}
