using System.Runtime.Intrinsics;

namespace Ser.Augmentation.Waveforms;

/// <summary>Refuses sound that is not finite: one NaN would spread over a filter's reach or over the whole clip.</summary>
internal static class FiniteSamples
{
    /// <summary>Throws where a sample is NaN or infinite.</summary>
    /// <exception cref="ArgumentException">Names the first such sample.</exception>
    public static void Require(ReadOnlySpan<float> samples, string parameter)
    {
        int at = 0;
        var largest = Vector256.Create(float.MaxValue);
        for (; samples.Length - at >= Vector256<float>.Count; at += Vector256<float>.Count)
        {
            // NaN compares as not less, so one comparison finds both kinds.
            if (!Vector256.LessThanOrEqualAll(Vector256.Abs(Vector256.Create(samples[at..])), largest))
            {
                break;
            }
        }

        for (; at < samples.Length; at++)
        {
            if (!float.IsFinite(samples[at]))
            {
                throw new ArgumentException($"sample {at} is {samples[at]}", parameter);
            }
        }
    }
}
