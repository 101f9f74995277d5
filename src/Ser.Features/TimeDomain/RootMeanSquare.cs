using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>Level of each frame: the root of the mean square of its samples.</summary>
/// <remarks>The values of librosa.feature.rms(y=…): frames are centred and not windowed; beyond the clip there are zeros.</remarks>
public static class RootMeanSquare
{
    /// <summary>RMS of every frame of a clip.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="frameLength">Samples of a frame: even, 2 or more.</param>
    /// <param name="hopLength">Samples from one frame to the next: 1 or more.</param>
    /// <param name="rms">Receives one value a frame: 1 + samples / hopLength, none of an empty clip.</param>
    /// <exception cref="ArgumentException">A length is out of its range, or rms has another length.</exception>
    public static void Compute(ReadOnlySpan<float> samples, int frameLength, int hopLength, Span<float> rms)
    {
        FrameArguments.Require(samples.Length, frameLength, hopLength, rms.Length, nameof(rms));
        for (int frame = 0; frame < rms.Length; frame++)
        {
            long start = ((long)frame * hopLength) - (frameLength / 2);
            int from = (int)Math.Max(start, 0), to = (int)Math.Min(start + frameLength, samples.Length);
            rms[frame] = MathF.Sqrt((from < to ? SumOfSquares(samples[from..to]) : 0) / frameLength);
        }
    }

    /// <summary>Sixteen lanes on every machine, then their sum from a tree, then the tail: always the same order of additions.</summary>
    internal static float SumOfSquares(ReadOnlySpan<float> x)
    {
        Vector256<float> low = default, high = default;   // two, so that an addition need not wait for the one before
        for (; x.Length >= 2 * Vector256<float>.Count; x = x[(2 * Vector256<float>.Count)..])
        {
            var a = Vector256.Create(x);
            var b = Vector256.Create(x[Vector256<float>.Count..]);
            low += a * a;
            high += b * b;
        }

        float sum = Vector256.Sum(low + high);
        foreach (float rest in x)   // 0 to 15 samples
        {
            sum += rest * rest;
        }

        return sum;
    }
}
