namespace Ser.Audio.Editing;

/// <summary>Brings samples to a level, in place.</summary>
internal static class Gain
{
    /// <summary>The largest sample becomes exactly 1 or −1.</summary>
    public static void ToPeak(Span<float> samples)
    {
        float peak = Peak(samples);
        if (peak == 0)
        {
            return;
        }

        foreach (ref float sample in samples)
        {
            sample /= peak;   // dividing is exact at the peak, and nothing else can pass it; a factor 1 / peak could
        }
    }

    /// <summary>The RMS becomes the target, or as near as the peak allows.</summary>
    /// <returns>The level reached in dBFS; the target for silence, which has none.</returns>
    public static double ToRms(Span<float> samples, double targetDbfs)
    {
        double sum = 0;   // double, because a minute added one by one in float loses its last digits
        foreach (float sample in samples)
        {
            sum += (double)sample * sample;
        }

        if (sum == 0)
        {
            return targetDbfs;
        }

        double levelDbfs = 10 * Math.Log10(sum / samples.Length);
        float peak = Peak(samples);
        double factor = Math.Pow(10, (targetDbfs - levelDbfs) / 20);
        if (factor * peak > 1)
        {
            ToPeak(samples);
            return levelDbfs - (20 * Math.Log10(peak));
        }

        foreach (ref float sample in samples)
        {
            sample = (float)(sample * factor);
        }

        return targetDbfs;
    }

    private static float Peak(ReadOnlySpan<float> samples)
    {
        float peak = 0;
        foreach (float sample in samples)
        {
            peak = Math.Max(peak, Math.Abs(sample));
        }

        return peak;
    }
}
