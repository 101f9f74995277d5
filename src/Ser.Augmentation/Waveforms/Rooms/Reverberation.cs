using Ser.Core;

namespace Ser.Augmentation.Waveforms;

/// <summary>Puts a clip into a synthetic room.</summary>
/// <remarks>
/// out = g (x + wet · r ∗ x), where r are the reflections of a drawn <see cref="ShoeboxRoom"/>, relative to the direct sound
/// (<see cref="RoomResponse"/>). The direct sound stays at its time, and g makes the mean power of the clip what it was, so that level tells
/// nothing of the room. What decays after the clip's end is cut off.
/// </remarks>
public static class Reverberation
{
    /// <summary>The shortest decay in s: hardly more than the clip itself.</summary>
    public const double ShortestRt60 = 0.05;

    /// <summary>The longest decay in s: a cathedral.</summary>
    public const double LongestRt60 = 10;

    /// <summary>Adds the reflections of a room.</summary>
    /// <param name="samples">The clip, all finite.</param>
    /// <param name="sampleRate">Samples per second: 1 or more.</param>
    /// <param name="rt60">Seconds in which the room's sound decays by 60 dB: <see cref="ShortestRt60"/> … <see cref="LongestRt60"/>.</param>
    /// <param name="wet">Amplitude of the reflections, 0 (none) … 1 (as in the room).</param>
    /// <param name="room">Size of the room, places in it, and its late reflections are drawn from this.</param>
    /// <returns>As many samples as were given. They may exceed full scale where the clip reaches it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    public static float[] Apply(ReadOnlySpan<float> samples, int sampleRate, double rt60, double wet, KeyedRandom room)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        if (!(rt60 is >= ShortestRt60 and <= LongestRt60))
        {
            throw new ArgumentOutOfRangeException(nameof(rt60), rt60, $"outside {ShortestRt60} … {LongestRt60} s");
        }

        if (!(wet is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(wet), wet, "outside 0 … 1");
        }

        FiniteSamples.Require(samples, nameof(samples));
        if (samples.Length < 2 || wet == 0)
        {
            return samples.ToArray();   // nothing can be reflected in time, or nothing shall be
        }

        float[] response = RoomResponse.Compute(ShoeboxRoom.Draw(room), rt60, sampleRate, samples.Length, room);
        foreach (ref float reflection in response.AsSpan(1))
        {
            reflection *= (float)wet;
        }

        float[] output = BlockConvolution.Convolve(samples, response);
        double before = Energy(samples), after = Energy(output);
        if (after > 0)
        {
            float gain = (float)Math.Sqrt(before / after);
            foreach (ref float sample in output.AsSpan())
            {
                sample *= gain;
            }
        }

        return output;
    }

    private static double Energy(ReadOnlySpan<float> samples)
    {
        double energy = 0;
        foreach (float sample in samples)
        {
            energy += (double)sample * sample;
        }

        return energy;
    }
}
