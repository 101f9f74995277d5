namespace Ser.Corpora;

/// <summary>What a column of a manifest tells.</summary>
internal enum ManifestColumn
{
    File,
    Label,
    Speaker,
    Split,
    Fold,
    Start,
    End,
    Gender,
    Intensity,
    Parent,
    Dataset,
}

/// <summary>The names under which the columns are found.</summary>
internal static class ManifestColumns
{
    /// <summary>The first is ours; then those of audformat's tables (emotion) and of EmoBox (wav, emo, start_time, …). Letter case does not matter.</summary>
    private static readonly string[][] Names =
    [
        ["file", "wav", "audio"],
        ["label", "emotion", "emo"],
        ["speaker", "spk"],
        ["split"],
        ["fold"],
        ["start", "start_time"],
        ["end", "end_time"],
        ["gender", "sex"],
        ["intensity"],
        ["parent"],
        ["dataset"],
    ];

    /// <summary>How many there are.</summary>
    public static int Count => Names.Length;

    /// <summary>Our name of a column.</summary>
    public static string Name(ManifestColumn column) => Names[(int)column][0];

    /// <summary>Finds the columns in a header.</summary>
    /// <returns>For each column its place in the header, or −1; where two names of one column are there, the first of ours.</returns>
    public static int[] Find(IReadOnlyList<string> header) =>
        [.. Names.Select(names => names
            .Select(name => header.Index().Where(cell => cell.Item.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)).Select(cell => cell.Index).DefaultIfEmpty(-1).First())
            .FirstOrDefault(index => index >= 0, -1))];
}
