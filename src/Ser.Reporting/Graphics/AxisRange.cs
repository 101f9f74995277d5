namespace Ser.Reporting;

/// <summary>Which stretch of an axis shows some values well.</summary>
internal static class AxisRange
{
    /// <summary>Levels further below the highest one are not told apart.</summary>
    public const double LargestDb = 80;

    private const double LeastDb = 10;

    /// <summary>From the highest level down to the lowest, but not further than 80 dB; 10 dB at least, so silence is dark.</summary>
    public static (double Low, double High) OfLevels(ReadOnlySpan<float> db)
    {
        double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
        foreach (float level in db)
        {
            if (float.IsFinite(level))
            {
                (lowest, highest) = (Math.Min(lowest, level), Math.Max(highest, level));
            }
        }

        if (lowest > highest)
        {
            return (-LargestDb, 0);   // no level at all, or digital silence
        }

        double low = Math.Max(lowest, highest - LargestDb);
        return (low, Math.Max(highest, low + LeastDb));
    }

    /// <summary>To multiples of 20 dB, so that the axis begins and ends with a label.</summary>
    public static (double Low, double High) Round((double Low, double High) range)
    {
        const double Step = 20;
        double high = Math.Ceiling(range.High / Step) * Step;
        return (Math.Max(Math.Floor(range.Low / Step) * Step, high - LargestDb), high);
    }

    public static float Largest(ReadOnlySpan<float> values)
    {
        float largest = 0;
        foreach (float value in values)
        {
            largest = value > largest ? value : largest;
        }

        return largest;
    }

    public static float Peak(ReadOnlySpan<float> samples)
    {
        float peak = 0;
        foreach (float sample in samples)
        {
            float size = Math.Abs(sample);
            peak = size > peak ? size : peak;
        }

        return peak;
    }

    /// <summary>The next of … 0.1, 0.2, 0.5, 1 …; for 0 and infinity another value.</summary>
    public static double NiceAbove(double value, double otherwise) =>
        value > 1e-6 && double.IsFinite(value) ? Ticks.Step(value, 1) : otherwise;
}
