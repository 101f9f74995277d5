namespace Ser.Corpora;

/// <summary>Counts what is left out, by reason, so that nothing disappears without a word.</summary>
internal sealed class SkippedFiles
{
    private readonly List<SkipReason> reasons = [];
    private readonly Dictionary<SkipReason, (int Count, string First)> files = [];

    /// <summary>One line for each reason, in the order in which they came up.</summary>
    public IEnumerable<string> Notes => reasons.Select(reason =>
    {
        var (count, first) = files[reason];
        return $"{count} {(count == 1 ? reason.One : reason.Many)}{(reason.NameFirst ? $", the first: {first}" : "")}";
    });

    /// <summary>Counts one file.</summary>
    public void Add(SkipReason reason, string name)
    {
        if (files.TryGetValue(reason, out var so))
        {
            files[reason] = (so.Count + 1, so.First);
        }
        else
        {
            reasons.Add(reason);
            files[reason] = (1, name);
        }
    }
}
