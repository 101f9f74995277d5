namespace Ser.Augmentation.Waveforms;

/// <summary>Makes a sound faster or slower and keeps its pitch and its timbre.</summary>
public static class TimeStretch
{
    /// <summary>The slowest rate: four times as long.</summary>
    public const double LowestRate = 0.25;

    /// <summary>The fastest rate: a quarter as long.</summary>
    public const double HighestRate = 4;

    /// <summary>Stretches a clip.</summary>
    /// <param name="samples">The clip, all finite. Any length; nothing becomes nothing.</param>
    /// <param name="sampleRate">Samples per second: 1 or more.</param>
    /// <param name="rate">Above 1 is faster: <see cref="LowestRate"/> … <see cref="HighestRate"/>. At 1 the clip is copied.</param>
    /// <param name="engine">How it is done.</param>
    /// <returns><see cref="Length"/> samples.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    public static float[] Apply(ReadOnlySpan<float> samples, int sampleRate, double rate, StretchEngine engine = StretchEngine.Wsola)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        int length = Length(samples.Length, rate);
        FiniteSamples.Require(samples, nameof(samples));
        if (rate == 1)
        {
            return samples.ToArray();
        }

        float[] output = new float[length];
        switch (engine)
        {
            case StretchEngine.Wsola: Wsola.Stretch(samples, sampleRate, rate, output); break;
            case StretchEngine.Vocoder: VocoderStretch.Stretch(samples, rate, output); break;
            default: throw new ArgumentOutOfRangeException(nameof(engine), engine, "no such engine");
        }

        return output;
    }

    /// <summary>How many samples become of so many: samples / rate, rounded, halves to the even number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside its range, or the result would not fit into an array.</exception>
    public static int Length(int samples, double rate)
    {
        if (!(rate is >= LowestRate and <= HighestRate))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, $"outside {LowestRate} … {HighestRate}");
        }

        double length = Math.Round(samples / rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength, nameof(samples));
        return (int)length;
    }
}
