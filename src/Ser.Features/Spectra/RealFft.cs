using System.Buffers;
using System.Runtime.InteropServices;

namespace Ser.Features;

/// <summary>Fourier transform of real signals of one size, in float. Immutable: all threads may share one.</summary>
/// <remarks>
/// A complex transform of half the size over even samples (as real parts) and odd samples (as imaginary parts), whose
/// spectrum is then untangled. Error: below 2e-6 of the largest bin against a transform in double, for every size up to 4096.
/// Sizes that are a multiple of 128 fill the lanes of a vector by themselves; of the others eight signals go side by side where there are so many.
/// </remarks>
public sealed class RealFft
{
    internal const int LargestSize = 65536;

    private const int Lanes = 8;

    private readonly ComplexFft? sideBySide;
    private readonly LaneFft? alone;
    private readonly HalfSpectrum half;

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
        half = new HalfSpectrum(size / 2);
        alone = LaneFft.Supports(half.Length) ? new LaneFft(half.Length) : null;
        sideBySide = alone is null ? new ComplexFft(half.Length) : null;
    }

    /// <summary>Samples of a signal.</summary>
    public int Size { get; }

    /// <summary>Bins of a spectrum, from 0 Hz to half the rate: Size / 2 + 1.</summary>
    public int Bins => (Size / 2) + 1;

    /// <summary>Whether one signal fills the lanes: then <see cref="Power"/> takes it, else <see cref="PowerOfEight"/> takes eight.</summary>
    internal bool FillsLanes => alone is not null;

    /// <summary>Floats of work that <see cref="Power"/> or <see cref="PowerOfEight"/> needs.</summary>
    internal int WorkLength => alone?.WorkLength ?? sideBySide!.WorkLength(Lanes);

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
        float[] rented = ArrayPool<float>.Shared.Rent(WorkLengthOfOne);
        var input = InputOfOne(rented);
        EightByEight.Part(signal, [], [], input[..half.Length], input[half.Length..]);
        TransformOne(rented, out var zr, out var zi);
        half.Untangle(zr, zi, re, im);
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
        float[] rented = ArrayPool<float>.Shared.Rent(WorkLengthOfOne);
        var input = InputOfOne(rented);

        // Real and imaginary parts change places on the way in and out: that turns the transform into its inverse.
        half.Tangle(re, im, input[half.Length..], input[..half.Length]);
        TransformOne(rented, out var odd, out var even);
        float scale = 1f / Size;
        for (int i = 0; i < half.Length; i++)
        {
            signal[2 * i] = even[i] * scale;
            signal[(2 * i) + 1] = odd[i] * scale;
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Where in the work the caller writes the signal of <see cref="Power"/>: even samples, then odd ones.</summary>
    internal Span<float> Input(Span<float> work) => alone!.Input(work);

    /// <summary>Writes a signal there.</summary>
    internal void Load(ReadOnlySpan<float> signal, Span<float> work) => EightByEight.Part(signal, [], [], Input(work)[..half.Length], Input(work)[half.Length..]);

    /// <summary>Squared magnitudes of a signal that fills the lanes: Bins values.</summary>
    internal void Power(Span<float> work, Span<float> power)
    {
        alone!.Transform(work);
        half.Power(alone.Real(work), alone.Imaginary(work), power);
    }

    /// <summary>Where in the work the caller writes the signals of <see cref="PowerOfEight"/>: rows of even samples, then rows of odd ones.</summary>
    internal Span<float> InputOfEight(Span<float> work) => sideBySide!.Input(work, Lanes);

    /// <summary>Squared magnitudes of eight signals side by side: Bins rows of eight.</summary>
    internal void PowerOfEight(Span<float> work, Span<float> power)
    {
        sideBySide!.Transform(work, Lanes);
        var z = MemoryMarshal.Cast<float, Eight>(sideBySide.Output(work, Lanes));
        half.Power(z[..half.Length], z[half.Length..], MemoryMarshal.Cast<float, Eight>(power));
    }

    private int WorkLengthOfOne => alone?.WorkLength ?? sideBySide!.WorkLength(1);

    private Span<float> InputOfOne(Span<float> work) => alone is not null ? alone.Input(work) : sideBySide!.Input(work, 1);

    private void TransformOne(Span<float> work, out Span<float> re, out Span<float> im)
    {
        if (alone is not null)
        {
            alone.Transform(work);
            re = alone.Real(work);
            im = alone.Imaginary(work);
            return;
        }

        sideBySide!.Transform(work, 1);
        var output = sideBySide.Output(work, 1);
        re = output[..half.Length];
        im = output[half.Length..];
    }

    private void RequireLengths(int signal, int re, int im)
    {
        if (signal != Size || re != Bins || im != Bins)
        {
            throw new ArgumentException($"a transform of {Size} samples takes {Size} samples and {Bins} bins, not {signal}, {re} and {im}");
        }
    }
}
