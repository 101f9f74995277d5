namespace Ser.Reporting;

/// <summary>A prediction as a table shows it.</summary>
/// <param name="Name">The file, as the person named it.</param>
/// <param name="Label">What is said: the likeliest label, or that nothing certain can be said.</param>
/// <param name="Confidence">Probability of the likeliest label, 0 to 1.</param>
/// <param name="Labels">Names of the classes: one or more.</param>
/// <param name="Probabilities">Probability of each label, 0 to 1.</param>
public sealed record PredictionRow(string Name, string Label, float Confidence, IReadOnlyList<string> Labels, IReadOnlyList<float> Probabilities)
{
    /// <summary>Where the stretch begins, in s; null of a whole sound.</summary>
    public double? Start { get; init; }

    /// <summary>Where it ends, in s; null of a whole sound.</summary>
    public double? End { get; init; }

    /// <summary>The likeliest labels, the first first; of equal ones the order of the labels holds.</summary>
    /// <param name="count">How many; all where there are fewer.</param>
    public IReadOnlyList<(string Label, float Probability)> Likeliest(int count) =>
        [.. Labels.Zip(Probabilities).OrderByDescending(pair => pair.Second).Take(count)];

    /// <summary>This row, if it makes sense.</summary>
    /// <exception cref="ArgumentException">There are no labels, or not as many probabilities.</exception>
    internal PredictionRow Validated()
    {
        ArgumentNullException.ThrowIfNull(Name);
        ArgumentOutOfRangeException.ThrowIfZero(Labels.Count, nameof(Labels));
        return Labels.Count == Probabilities.Count
            ? this
            : throw new ArgumentException($"{Probabilities.Count} probabilities for {Labels.Count} labels", nameof(Probabilities));
    }
}
