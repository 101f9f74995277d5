using System.Runtime.Intrinsics;
using Ser.Core;

namespace Ser.Inference;

/// <summary>Finds sound that holds nothing to label, before a model makes something of it.</summary>
internal static class Silence
{
    /// <summary>−60 dBFS: what a quiet room leaves on a recording; speech at the limit of being heard stands well above.</summary>
    public const float HighestPeak = 1e-3f;

    /// <summary>Whether no sample is louder than <see cref="HighestPeak"/>.</summary>
    /// <exception cref="UserError">A sample is NaN or infinite: nothing can be said of such sound, and NaN would come out.</exception>
    public static bool Is(ReadOnlySpan<float> samples)
    {
        float peak = Peak(samples);
        return float.IsFinite(peak)
            ? peak <= HighestPeak
            : throw new UserError("a sample is NaN or infinite; repair the sound or leave it out");
    }

    /// <summary>The largest magnitude; 0 where there are no samples, NaN where one is NaN.</summary>
    internal static float Peak(ReadOnlySpan<float> samples)
    {
        // Max hands a NaN on (IEEE 754-2019 maximum), in the vectors and in Math alike, so one pass finds both.
        var lanes = Vector256<float>.Zero;
        for (; samples.Length >= Vector256<float>.Count; samples = samples[Vector256<float>.Count..])
        {
            lanes = Vector256.Max(lanes, Vector256.Abs(Vector256.Create(samples)));
        }

        float peak = 0;
        for (int i = 0; i < Vector256<float>.Count; i++)
        {
            peak = MathF.Max(peak, lanes[i]);
        }

        foreach (float rest in samples)
        {
            peak = MathF.Max(peak, MathF.Abs(rest));
        }

        return peak;
    }
}
