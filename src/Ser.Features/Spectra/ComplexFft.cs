using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>Fourier transform of complex numbers, alone or of several signals side by side. Immutable: all threads may share it.</summary>
/// <remarks>
/// Stockham (Cochran et al. 1967): every pass reads one half of the work and writes the other. Signals side by side
/// ("lanes") stand as lanes consecutive floats per sample; each of them gets the bits that it would get alone.
/// </remarks>
internal sealed class ComplexFft
{
    private static readonly int[] Radices = [4, 2, 3, 5];   // 4 first: the second pass then has vectors of 4, the third of 16

    private readonly FftStage[] stages;

    public ComplexFft(int length)
    {
        Length = length;
        var list = new List<FftStage>();
        int rest = length;
        foreach (int radix in Radices)
        {
            for (; rest % radix == 0; rest /= radix)
            {
                list.Add(new FftStage(radix, rest / radix, length / rest));
            }
        }

        stages = rest == 1 ? [.. list] : throw new ArgumentOutOfRangeException(nameof(length), length, "has a prime factor above 5");
    }

    public int Length { get; }

    public static bool Supports(int length)
    {
        int rest = Math.Max(length, 0);
        foreach (int radix in Radices)
        {
            while (rest > 1 && rest % radix == 0)
            {
                rest /= radix;
            }
        }

        return rest == 1;
    }

    /// <summary>Floats of work: two times real and imaginary parts.</summary>
    public int WorkLength(int lanes) => 4 * Length * lanes;

    /// <summary>Where in the work the caller writes the signal: real parts, then imaginary ones, Length · lanes of each.</summary>
    public Span<float> Input(Span<float> work, int lanes) =>
        stages.Length % 2 == 0 ? Output(work, lanes) : work.Slice(2 * Length * lanes, 2 * Length * lanes);

    /// <summary>Where the spectrum stands afterwards, in the same layout.</summary>
    public Span<float> Output(Span<float> work, int lanes) => work[..(2 * Length * lanes)];

    /// <summary>Transforms what <see cref="Input"/> holds into what <see cref="Output"/> holds.</summary>
    public void Transform(Span<float> work, int lanes)
    {
        int part = Length * lanes;
        var from = Input(work, lanes);
        var to = stages.Length % 2 == 0 ? work.Slice(2 * part, 2 * part) : Output(work, lanes);
        foreach (var stage in stages)
        {
            Run(stage, from[..part], from[part..], to[..part], to[part..], stage.Stride * lanes);
            var swap = from;
            from = to;
            to = swap;
        }
    }

    private static void Run(FftStage stage, Span<float> xr, Span<float> xi, Span<float> yr, Span<float> yi, int stride)
    {
        if (stride % 16 == 0 && Vector512.IsHardwareAccelerated)
        {
            Run<Sixteen>(stage, xr, xi, yr, yi, stride / 16);
        }
        else if (stride % 8 == 0)
        {
            Run<Eight>(stage, xr, xi, yr, yi, stride / 8);
        }
        else if (stride % 4 == 0)
        {
            Run<Four>(stage, xr, xi, yr, yi, stride / 4);
        }
        else
        {
            Run<One>(stage, xr, xi, yr, yi, stride);
        }
    }

    private static void Run<T>(FftStage stage, Span<float> xr, Span<float> xi, Span<float> yr, Span<float> yi, int stride)
        where T : struct, ILanes<T> =>
        stage.Run<T>(
            MemoryMarshal.Cast<float, T>(xr),
            MemoryMarshal.Cast<float, T>(xi),
            MemoryMarshal.Cast<float, T>(yr),
            MemoryMarshal.Cast<float, T>(yi),
            stride);
}
