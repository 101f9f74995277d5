namespace Ser.Augmentation.Waveforms;

/// <summary>Keeps a sound within full scale by making all of it quieter, so that nothing is cut off.</summary>
public static class PeakLimit
{
    /// <summary>The largest |sample|; 0 for nothing.</summary>
    public static float PeakOf(ReadOnlySpan<float> samples)
    {
        float peak = 0;
        foreach (float sample in samples)
        {
            peak = Math.Max(peak, Math.Abs(sample));
        }

        return peak;
    }

    /// <summary>The gain that a sound needs so that its peak does not pass a limit.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="limitDbfs">The limit in dB of full scale.</param>
    /// <returns>0 where it stays below, else a negative number of dB with four decimals, rounded away from the limit.</returns>
    public static double GainDb(ReadOnlySpan<float> samples, double limitDbfs)
    {
        double over = (20 * Math.Log10(PeakOf(samples))) - limitDbfs;
        return over > 0 ? -Math.Ceiling(over * 1e4) / 1e4 : 0;
    }

    /// <summary>Changes the level of a sound in place.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="gainDb">0 leaves every bit as it is.</param>
    public static void Apply(Span<float> samples, double gainDb)
    {
        if (gainDb == 0)
        {
            return;
        }

        double factor = Math.Pow(10, gainDb / 20);
        foreach (ref float sample in samples)
        {
            sample = (float)(sample * factor);
        }
    }
}
