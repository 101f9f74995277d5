namespace Ser.Evaluation;

/// <summary>Which confusions take most away from UAR.</summary>
/// <remarks>Not the largest counts: ten clips of a class with twenty weigh more than fifty of a class with a thousand.</remarks>
public static class CostlyConfusions
{
    /// <summary>The confusions of a test, most costly first; of equal ones, in the order of the labels.</summary>
    /// <param name="figures">What was measured.</param>
    /// <param name="most">How many at most: 1 or more.</param>
    /// <returns>Empty where everything is right.</returns>
    public static IReadOnlyList<CostlyConfusion> Of(ClassificationFigures figures, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        int[] supports = [.. figures.Confusion.Select(row => row.Sum())];
        int occurring = supports.Count(support => support > 0);
        var confusions =
            from truth in Enumerable.Range(0, supports.Length)
            from predicted in Enumerable.Range(0, supports.Length)
            let clips = figures.Confusion[truth][predicted]
            where truth != predicted && clips > 0
            let share = (double)clips / supports[truth]
            select new CostlyConfusion(figures.Labels[truth], figures.Labels[predicted], clips, share, share / occurring);
        return [.. confusions.OrderByDescending(one => one.Cost).Take(most)];
    }
}
