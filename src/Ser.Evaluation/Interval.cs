using System.Text.Json.Serialization;

namespace Ser.Evaluation;

/// <summary>A range that a figure probably lies in; in JSON [low, high].</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, not below Low.</param>
[JsonConverter(typeof(IntervalConverter))]
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The range that holds the middle share <paramref name="level"/> of the values; null where there are none.</summary>
    /// <param name="values">In any order; NaN, a draw without the figure, is left out.</param>
    /// <param name="level">0 … 1.</param>
    internal static Interval? Middle(double[] values, double level)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        return sorted.Length == 0 ? null : new Interval(Quantile(sorted, (1 - level) / 2), Quantile(sorted, (1 + level) / 2));
    }

    /// <summary>Between the two nearest values in proportion (numpy's "linear").</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
