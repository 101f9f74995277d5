using System.Runtime.Intrinsics;

namespace Ser.Audio;

/// <summary>Finds samples that no sound can have, before they turn every feature of a clip into NaN.</summary>
internal static class SampleCheck
{
    /// <summary>The first sample that is NaN or infinite; −1 where there is none. Any finite value is let through.</summary>
    public static int FirstNotFinite(ReadOnlySpan<float> samples)
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
                return at;
            }
        }

        return -1;
    }
}
