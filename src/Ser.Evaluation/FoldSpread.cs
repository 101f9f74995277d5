namespace Ser.Evaluation;

/// <summary>A figure over the folds of a cross-validation.</summary>
/// <param name="Mean">Plain mean, every fold counting the same.</param>
/// <param name="StandardDeviation">Of the folds, with n − 1 below the line; null for a single fold.</param>
public sealed record FoldSpread(double Mean, double? StandardDeviation)
{
    /// <summary>Mean and deviation of a figure.</summary>
    /// <param name="values">One of each fold; one or more.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static FoldSpread Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            throw new ArgumentException("there are no folds", nameof(values));
        }

        double mean = values.Average();
        return new FoldSpread(
            mean, values.Count == 1 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }
}
