using System.Buffers;

namespace Ser.Features;

/// <summary>Which frames of a clip are speech, by level alone: cuts the silence before and after, never a pause within.</summary>
/// <remarks>
/// Single precision throughout and in this order, because the front end of a model computes the same: level = ln(rms² + 1e-10) ·
/// (10 / ln 10) in dB; mean of each level and its neighbours, those that exist, summed from left to right; a frame is active
/// where this mean is not below the highest one less dropDb. The span reaches from the first active frame to the last.
/// </remarks>
public static class SpeechSpan
{
    /// <summary>Added to a frame's mean square before its logarithm: −100 dB.</summary>
    public const float LevelFloor = 1e-10f;

    private const float DbPerNeper = 4.3429448f;   // 10 / ln 10

    /// <summary>Finds the span.</summary>
    /// <param name="rms">Level of every frame, as the column rms of a <see cref="FeatureMatrix"/> has it.</param>
    /// <param name="dropDb">How far below the highest level a frame may lie: 0 dB or more.</param>
    /// <param name="marginFrames">Frames by which the span is widened on both sides, within the clip: 0 or more.</param>
    /// <returns>The first frame and the one after the last. A clip of silence is kept whole; one without frames gives (0, 0).</returns>
    /// <exception cref="ArgumentOutOfRangeException">dropDb or marginFrames is out of its range.</exception>
    public static (int Start, int End) Find(ReadOnlySpan<float> rms, double dropDb = 25, int marginFrames = 6)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(marginFrames);
        if (!(dropDb >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(dropDb), dropDb, "is not 0 or more");
        }

        if (rms.IsEmpty)
        {
            return (0, 0);
        }

        float[] rented = ArrayPool<float>.Shared.Rent(2 * rms.Length);
        var levels = rented.AsSpan(0, rms.Length);
        var means = rented.AsSpan(rms.Length, rms.Length);
        for (int i = 0; i < rms.Length; i++)
        {
            levels[i] = MathF.Log((rms[i] * rms[i]) + LevelFloor) * DbPerNeper;
        }

        Average(levels, means);
        float lowest = System.Numerics.Tensors.TensorPrimitives.Max<float>(means) - (float)dropDb;
        int first = 0, last = means.Length - 1;
        while (means[first] < lowest)
        {
            first++;
        }

        while (means[last] < lowest)
        {
            last--;
        }

        ArrayPool<float>.Shared.Return(rented);
        return ((int)Math.Max((long)first - marginFrames, 0), (int)Math.Min(last + 1L + marginFrames, rms.Length));
    }

    private static void Average(ReadOnlySpan<float> levels, Span<float> means)
    {
        for (int i = 0; i < levels.Length; i++)
        {
            float sum = 0;
            int from = Math.Max(i - 1, 0), to = Math.Min(i + 2, levels.Length);
            for (int j = from; j < to; j++)
            {
                sum += levels[j];
            }

            means[i] = sum / (to - from);
        }
    }
}
