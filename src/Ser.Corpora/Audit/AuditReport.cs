namespace Ser.Corpora;

/// <summary>What an audit found.</summary>
/// <param name="Source">What was looked at.</param>
/// <param name="Clips">Every clip by itself, in the order of the source.</param>
/// <param name="Findings">What is wrong or odd, the worst kinds first, and within a kind the worst first.</param>
public sealed record AuditReport(AuditSource Source, IReadOnlyList<ClipAudit> Clips, IReadOnlyList<Finding> Findings)
{
    /// <summary>The labels that occur, in the order of <see cref="Emotions.Order"/>.</summary>
    public IReadOnlyList<string> Labels { get; } = Emotions.Order(Source.Clips.Select(clip => clip.Label));

    /// <summary>The speakers that are known, ordered by character codes.</summary>
    public IReadOnlyList<string> Speakers { get; } =
        [.. Source.Clips.Select(clip => clip.Speaker).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Length of all clips that can be decoded, in seconds.</summary>
    public double Seconds => Clips.Sum(clip => clip.Info?.Seconds ?? 0);

    /// <summary>How many findings of a kind there are; files that are known by number only count one by one.</summary>
    public int Count(FindingKind kind) => Findings.Where(finding => finding.Kind == kind).Sum(finding => finding.Count);

    /// <summary>Clips by speaker and label; the speaker is null where nobody tells.</summary>
    public IReadOnlyDictionary<(string? Speaker, string Label), int> Table() =>
        Source.Clips.CountBy(clip => (clip.Speaker, clip.Label)).ToDictionary();
}
