using System.Runtime.Intrinsics;
using Ser.Core;

namespace Ser.Audio;

/// <summary>Finds samples that no sound can have, before they turn every feature of a clip into NaN.</summary>
internal static class SampleCheck
{
    /// <summary>Refuses sound that is not finite everywhere; for decoders that cannot tell the byte.</summary>
    /// <exception cref="UserError">A sample is NaN or infinite; the message has its time.</exception>
    public static void RequireFinite(ReadOnlySpan<float> samples, int channels, int rate, string name)
    {
        int bad = FirstNotFinite(samples);
        if (bad >= 0)
        {
            double seconds = bad / channels / (double)rate;
            throw new UserError($"{name}: sample {bad / channels} is {samples[bad]:g3}, at {seconds:0.###} s; repair the recording or leave it out");
        }
    }

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
