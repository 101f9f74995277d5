namespace Ser.Corpora;

/// <summary>Counts what is left out, by reason, so that nothing disappears without a word.</summary>
internal sealed class SkippedFiles
{
    private readonly List<SkipReason> reasons = [];
    private readonly Dictionary<SkipReason, (int Count, List<string> First)> files = [];

    /// <summary>One line for each reason, in the order in which they came up.</summary>
    public IEnumerable<string> Notes => reasons.Select(reason =>
    {
        var (count, first) = files[reason];
        string names = reason.Named == 0 ? "" : $", the first: {string.Join(", ", first)}";
        return $"{count} {(count == 1 ? reason.One : reason.Many)}{names}";
    });

    /// <summary>Counts one file.</summary>
    public void Add(SkipReason reason, string name)
    {
        if (!files.TryGetValue(reason, out var so))
        {
            reasons.Add(reason);
            so = (0, []);
        }

        if (so.First.Count < reason.Named)
        {
            so.First.Add(name);
        }

        files[reason] = (so.Count + 1, so.First);
    }
}
