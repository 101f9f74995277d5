namespace Ser.Reporting;

/// <summary>The lowest and the highest of many values in each of a few columns: a line that is too long to draw, with all its peaks.</summary>
public sealed class Envelope
{
    private Envelope(float[] lows, float[] highs, float[] means) => (Lows, Highs, Means) = (lows, highs, means);

    /// <summary>Lowest value of each column; NaN where it has none.</summary>
    public IReadOnlyList<float> Lows { get; }

    /// <summary>Highest value of each column; NaN where it has none.</summary>
    public IReadOnlyList<float> Highs { get; }

    /// <summary>Mean of each column; NaN where it has no values.</summary>
    public IReadOnlyList<float> Means { get; }

    /// <summary>Divides values into columns; every value counts in one.</summary>
    /// <param name="values">Any; NaN is no value.</param>
    /// <param name="columns">1 or more.</param>
    public static Envelope Of(ReadOnlySpan<float> values, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        float[] lows = new float[columns], highs = new float[columns], means = new float[columns];
        for (int column = 0; column < columns; column++)
        {
            int first = (int)((long)values.Length * column / columns), end = (int)((long)values.Length * (column + 1) / columns);
            float low = float.PositiveInfinity, high = float.NegativeInfinity;
            double sum = 0;
            int count = 0;
            foreach (float value in values[first..end])
            {
                if (float.IsNaN(value))
                {
                    continue;
                }

                sum += value;
                count++;
                low = value < low ? value : low;
                high = value > high ? value : high;
            }

            (lows[column], highs[column], means[column]) =
                count > 0 ? (low, high, (float)(sum / count)) : (float.NaN, float.NaN, float.NaN);
        }

        return new Envelope(lows, highs, means);
    }
}
