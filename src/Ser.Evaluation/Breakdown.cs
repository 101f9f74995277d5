namespace Ser.Evaluation;

/// <summary>The figures of parts of the clips: each speaker by itself, women and men, loud and soft.</summary>
public static class Breakdown
{
    /// <summary>Measures each group by itself.</summary>
    /// <param name="labels">Names of the classes: one or more, none empty, none twice.</param>
    /// <param name="truth">Class of each clip, an index into labels.</param>
    /// <param name="predicted">What each clip was taken for, in the same order.</param>
    /// <param name="groups">Group of each clip; clips of none (null or empty) are left out.</param>
    /// <returns>Worst first: lowest UAR, then lowest accuracy, then by name. Empty where no clip has a group.</returns>
    /// <exception cref="ArgumentException">Inputs that do not fit together.</exception>
    public static IReadOnlyList<GroupFigures> By(
        IReadOnlyList<string> labels, IReadOnlyList<int> truth, IReadOnlyList<int> predicted, IReadOnlyList<string?> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        _ = ConfusionMatrix.Count(labels, truth, predicted);   // refuses what does not fit, also in clips of no group
        if (groups.Count != truth.Count)
        {
            throw new ArgumentException($"{groups.Count} groups for {truth.Count} clips", nameof(groups));
        }

        return [.. Enumerable.Range(0, truth.Count)
            .Where(clip => !string.IsNullOrEmpty(groups[clip]))
            .GroupBy(clip => groups[clip]!, StringComparer.Ordinal)
            .Select(group => Measure(group.Key, ConfusionMatrix.Count(
                labels, [.. group.Select(clip => truth[clip])], [.. group.Select(clip => predicted[clip])])))
            .OrderBy(group => group.Uar).ThenBy(group => group.Accuracy).ThenBy(group => group.Group, StringComparer.Ordinal)];
    }

    private static GroupFigures Measure(string group, ConfusionMatrix matrix) =>
        new(group, matrix.Total, matrix.UnweightedAverageRecall, matrix.Accuracy, matrix.MacroF1);
}
