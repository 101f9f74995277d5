using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Audio.Rates;

/// <summary>Many outputs at once, by fast convolution: for filters that are long and periods that are short.</summary>
/// <remarks>
/// Stockham 1966, "High-speed convolution and correlation", by overlap-save; Vetterli 1988, "Running FIR and IIR filtering using
/// multirate filter banks". Every m-th input is a signal of its own, and so is every l-th output; each output signal is the sum of
/// all input signals, each filtered by every m-th tap of one phase. So m transforms there, l · m products and l transforms back
/// make l outputs for each number of a block that is not spoilt by its turning round.
/// Two blocks that follow on one another are the real and the imaginary part of one: as the taps are real they do not mix.
/// Rounding is that of a transform, about 1e-7 of what is loud in two blocks, and not of what is loud around an output. What would be mixed
/// into silence by that is muted; what is no number or near the end of floats goes the direct way, and so do the few outputs at an end.
/// </remarks>
internal sealed class BlockFilter : RateFilter
{
    private const int MostBytes = 1 << 20;
    private const uint Tame = 0x7149F2CA;   // the bits of 1e30f: sums of 10⁴ such numbers are finite

    private static readonly BlockTransform[] Transforms = [new(256), new(1024)];

    private readonly DirectFilter direct;
    private readonly BlockTransform transform;
    private readonly AlignedFloats filters;   // l × m spectra
    private readonly int l;
    private readonly int m;
    private readonly int taps;          // of one input signal
    private readonly int valid;         // outputs of one signal of one block
    private readonly int fewest;        // outputs for which two transforms are worth it
    private readonly long before;       // inputs from where a block's inputs begin, to its first output

    /// <summary>Computes the spectra in double.</summary>
    /// <param name="l">Outputs of a period.</param>
    /// <param name="m">Inputs of a period.</param>
    /// <param name="scale">Inputs per sample of the lowest rate that the sound passes through.</param>
    public BlockFilter(int l, int m, double scale)
    {
        this.l = l;
        this.m = m;
        direct = DirectFilter.Sharp(l, m, scale);
        transform = Best(l, m, scale) ?? throw new ArgumentOutOfRangeException(nameof(l), l, "the spectra would be too many");

        // Output n · l + phase is Σ row[k] · x[n · m + offset + k]: tap −⌊(offset + k) / m⌋ of the input signal that it falls into.
        PhaseTable table = direct.Table;
        int used = 2 * table.Reach;
        int lowest = -table.Reach + 1, highest = (int)((l - 1) * (long)m / l) - table.Reach + used;
        int latest = FloorDivide(highest, m);
        taps = latest - FloorDivide(lowest, m) + 1;
        valid = transform.Length - taps + 1;
        before = (long)(taps - 1 - latest) * m;
        BlockOutputs = 2 * valid * l;
        fewest = (int)(PairCost(l, m, transform.Length) / DirectFilter.Cost(l, scale));

        int bins = transform.Length;
        filters = new AlignedFloats(l * m * transform.SpectrumLength);
        double[] re = new double[bins], im = new double[bins];
        for (int phase = 0; phase < l; phase++)
        {
            ReadOnlySpan<float> row = table.Row((int)((long)phase * m % l));
            int offset = (int)((long)phase * m / l) - table.Reach + 1;
            for (int signal = 0; signal < m; signal++)
            {
                Array.Clear(re);
                Array.Clear(im);
                for (int k = 0; k < used; k++)
                {
                    int period = FloorDivide(offset + k, m);
                    if (offset + k - (period * m) == signal)
                    {
                        re[latest - period] = row[k] / (double)bins;   // the transform back multiplies by its length
                    }
                }

                Transform(re, im);
                transform.Arrange(re, im, filters.Span.Slice(((phase * m) + signal) * transform.SpectrumLength, transform.SpectrumLength));
            }
        }
    }

    /// <inheritdoc/>
    public override int BlockOutputs { get; }

    /// <summary>About how many ns an output takes; infinite where the spectra would be too many.</summary>
    public static double Cost(int l, int m, double scale) =>
        Best(l, m, scale) is { } best ? Cost(l, m, scale, best.Length) : double.PositiveInfinity;

    /// <inheritdoc/>
    public override Stretch Inputs(long start, int count)
    {
        Stretch one = direct.Inputs(start, count);
        if (count < fewest)
        {
            return one;
        }

        long first = (start / l * m) - before;
        return new Stretch(Math.Min(first, one.Start), Math.Max(first + Window, one.End));
    }

    /// <inheritdoc/>
    public override void Convert(ReadOnlySpan<float> inputs, long start, Span<float> output)
    {
        if (output.Length < fewest)
        {
            direct.Convert(inputs, start, output);
            return;
        }

        uint largest = LargestBits(inputs);
        Stretch all = Inputs(start, output.Length);
        if (largest == 0)
        {
            output.Clear();
        }
        else if (largest > Tame)
        {
            direct.Convert(all.Slice(inputs, direct.Inputs(start, output.Length)), start, output);
        }
        else
        {
            long first = (start / l * m) - before;
            ConvertPair(all.Slice(inputs, new Stretch(first, first + Window)), output);
            Mute(inputs, all.Start, start, output);
        }
    }

    /// <summary>Inputs that two blocks need.</summary>
    private int Window => (transform.Length + valid) * m;

    private void ConvertPair(ReadOnlySpan<float> inputs, Span<float> output)
    {
        int bins = transform.Length, signalLength = bins + valid, spectrum = transform.SpectrumLength;
        Span<float> rest = RateScratch.OfThisThread.Block((2 * inputs.Length) + (m * spectrum) + spectrum + (2 * bins));
        Span<float> spectra = Take(ref rest, m * spectrum), work = Take(ref rest, spectrum), re = Take(ref rest, bins), im = Take(ref rest, bins);
        ReadOnlySpan<float> signals = Interleaving.Part(inputs, m, rest[..inputs.Length], rest[inputs.Length..]);
        for (int signal = 0; signal < m; signal++)
        {
            ReadOnlySpan<float> x = signals.Slice(signal * signalLength, signalLength);
            transform.Forward(x[..bins], x[valid..], spectra.Slice(signal * spectrum, spectrum));
        }

        for (int phase = 0; phase < l; phase++)
        {
            transform.InverseOfProducts(spectra, filters.Span.Slice(phase * m * spectrum, m * spectrum), work, re, im);
            Lay(re[(taps - 1)..], output, phase);
            Lay(im[(taps - 1)..], output, (valid * l) + phase);
        }
    }

    private void Lay(ReadOnlySpan<float> values, Span<float> output, int first)
    {
        int count = Math.Clamp((output.Length - first + l - 1) / l, 0, valid);
        if (l == 1)
        {
            values[..count].CopyTo(output[Math.Min(first, output.Length)..]);
            return;
        }

        for (int i = 0, at = first; i < count; i++, at += l)
        {
            output[at] = values[i];
        }
    }

    /// <summary>Clears the outputs that have nothing but zeros within their reach, as they are in a sum of zeros.</summary>
    private void Mute(ReadOnlySpan<float> inputs, long inputStart, long start, Span<float> output)
    {
        int reach = direct.Table.Reach;
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(inputs);
        for (int probe = 0; probe < bits.Length; probe += 2 * reach)   // a stretch of zeros as long as the filter meets one
        {
            if (bits[probe] != 0)
            {
                continue;
            }

            int from = bits[..probe].LastIndexOfAnyExcept(0) + 1;
            int length = bits[probe..].IndexOfAnyExcept(0);
            int to = length < 0 ? bits.Length : probe + length;
            long first = CeilingDivide((inputStart + from + reach - 1) * l, m) - start;
            long end = CeilingDivide((inputStart + to - reach) * l, m) - start;
            if (Math.Max(first, 0) < Math.Min(end, output.Length))
            {
                output[(int)Math.Max(first, 0)..(int)Math.Min(end, output.Length)].Clear();
            }

            probe += (to - probe) / (2 * reach) * (2 * reach);
        }
    }

    /// <summary>The bits of the largest magnitude: 0 for silence; infinities lie above every number, and NaN above them.</summary>
    private static uint LargestBits(ReadOnlySpan<float> samples)
    {
        ReadOnlySpan<uint> bits = MemoryMarshal.Cast<float, uint>(samples);
        var most = Vector256<uint>.Zero;
        var magnitude = Vector256.Create(0x7FFFFFFFu);
        for (; bits.Length >= Vector256<uint>.Count; bits = bits[Vector256<uint>.Count..])
        {
            most = Vector256.Max(most, Vector256.Create(bits) & magnitude);
        }

        uint largest = 0;
        for (int lane = 0; lane < Vector256<uint>.Count; lane++)
        {
            largest = Math.Max(largest, most[lane]);
        }

        foreach (uint rest in bits)
        {
            largest = Math.Max(largest, rest & 0x7FFFFFFFu);
        }

        return largest;
    }

    /// <summary>The transform that costs least for an output; null where the spectra of any would be too many.</summary>
    private static BlockTransform? Best(int l, int m, double scale)
    {
        BlockTransform? best = null;
        foreach (BlockTransform transform in Transforms)
        {
            double cost = Cost(l, m, scale, transform.Length);
            if (cost < (best is null ? double.PositiveInfinity : Cost(l, m, scale, best.Length)))
            {
                best = transform;
            }
        }

        return best;
    }

    private static double Cost(int l, int m, double scale, int length)
    {
        double tapsOfOne = 2.0 * PhaseTable.ReachOf(SincFilter.Sharp, scale) / m;
        double outputs = 2 * l * (length - tapsOfOne - 1);
        bool fits = (long)l * m * length * 2 * sizeof(float) <= MostBytes;
        return fits && outputs > 0 ? PairCost(l, m, length) / outputs : double.PositiveInfinity;
    }

    /// <summary>About how many ns two blocks take; measured where the tables fit into a second-level cache.</summary>
    private static double PairCost(int l, int m, int length) =>
        length * (((l + m) * 0.1 * BitOperations.Log2((uint)length)) + (0.2 * l * m) + (m == 1 ? 0 : m) + (l == 1 ? 0 : l));

    /// <summary>A plain transform by powers of two, in place (Cooley and Tukey 1965).</summary>
    private static void Transform(Span<double> re, Span<double> im)
    {
        int length = re.Length, bits = BitOperations.Log2((uint)length);
        for (int i = 0; i < length; i++)
        {
            int j = 0;
            for (int bit = 0; bit < bits; bit++)
            {
                j |= ((i >> bit) & 1) << (bits - 1 - bit);
            }

            if (j > i)
            {
                (re[i], re[j], im[i], im[j]) = (re[j], re[i], im[j], im[i]);
            }
        }

        for (int size = 2; size <= length; size *= 2)
        {
            for (int j = 0; j < size / 2; j++)
            {
                (double sin, double cos) = Math.SinCos(-2 * Math.PI * j / size);
                for (int a = j; a < length; a += size)
                {
                    int b = a + (size / 2);
                    double turnedRe = (re[b] * cos) - (im[b] * sin), turnedIm = (re[b] * sin) + (im[b] * cos);
                    (re[a], im[a], re[b], im[b]) = (re[a] + turnedRe, im[a] + turnedIm, re[a] - turnedRe, im[a] - turnedIm);
                }
            }
        }
    }

    private static Span<float> Take(ref Span<float> rest, int count)
    {
        Span<float> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static int FloorDivide(int a, int b) => (a >= 0 ? a : a - b + 1) / b;

    private static long CeilingDivide(long a, long b) => (a > 0 ? a + b - 1 : a) / b;
}
