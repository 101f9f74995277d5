namespace Ser.Corpora;

/// <summary>Something that is wrong or odd in a folder.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Names">The clips that it is about, by name; folders of <see cref="FindingKind.Doubled"/>, labels of typos and imbalance.</param>
/// <param name="Detail">What is to be known of it, a clause.</param>
/// <param name="Severity">Puts the worst first within a kind; of no other meaning.</param>
public sealed record Finding(FindingKind Kind, IReadOnlyList<string> Names, string Detail, double Severity = 0)
{
    /// <summary>How many things it stands for: files that are known by number only count one by one.</summary>
    public int Count { get; init; } = 1;
}
