using Ser.Audio.Rates;

namespace Ser.Augmentation.Waveforms;

/// <summary>Moves the pitch of a sound and keeps its duration.</summary>
/// <remarks>
/// The sound is stretched by 2^(−semitones / 12) and then read faster by the inverse, so that it has its duration again. What is
/// read faster has all its frequencies multiplied: the formants move with the pitch, as those of a smaller or larger head.
/// </remarks>
public static class PitchShift
{
    /// <summary>The furthest shift, up or down: two octaves.</summary>
    public const double MostSemitones = 24;

    /// <summary>Shifts a clip.</summary>
    /// <param name="samples">The clip, all finite.</param>
    /// <param name="sampleRate">Samples per second: 1 or more.</param>
    /// <param name="semitones">Above 0 is higher: −24 … 24. At 0 the clip is copied.</param>
    /// <param name="engine">How it is stretched.</param>
    /// <returns>As many samples as were given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    public static float[] Apply(ReadOnlySpan<float> samples, int sampleRate, double semitones, StretchEngine engine = StretchEngine.Wsola)
    {
        if (!(Math.Abs(semitones) <= MostSemitones))
        {
            throw new ArgumentOutOfRangeException(nameof(semitones), semitones, $"outside −{MostSemitones} … {MostSemitones}");
        }

        double step = Math.Pow(2, semitones / 12);
        float[] stretched = TimeStretch.Apply(samples, sampleRate, Math.Clamp(1 / step, TimeStretch.LowestRate, TimeStretch.HighestRate), engine);
        if (semitones == 0)
        {
            return stretched;
        }

        float[] output = new float[samples.Length];
        SteppedReader.For(step).Read(stretched, output);
        return output;
    }
}
