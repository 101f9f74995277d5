namespace Ser.Cli.Sheets;

/// <summary>A whole table of features in memory: texts that tell of each row, and its values.</summary>
/// <param name="textColumns">Names of the texts: file, label, speaker and others.</param>
/// <param name="columns">Names of the values.</param>
/// <param name="preset">Name of the analysis, empty where the format does not hold it.</param>
internal abstract class FeatureSheet(IReadOnlyList<string> textColumns, IReadOnlyList<string> columns, string preset)
{
    /// <summary>Columns that hold texts, wherever they stand; any other is one where its first cell is no number.</summary>
    private static readonly HashSet<string> KnownTexts = new(StringComparer.Ordinal)
    {
        "file", "label", "speaker", "split", "part", "fold", "parent", "start", "end", SyntheticColumn, "parent_a", "parent_b", "step", "weight",
    };

    /// <summary>The column that marks rows that were made.</summary>
    public const string SyntheticColumn = "synthetic";

    /// <summary>Names of the texts.</summary>
    public IReadOnlyList<string> TextColumns { get; } = textColumns;

    /// <summary>Names of the values.</summary>
    public IReadOnlyList<string> Columns { get; } = columns;

    /// <summary>Name of the analysis.</summary>
    public string Preset { get; } = preset;

    /// <summary>Per row its texts; null where one is not known.</summary>
    public List<string?[]> Texts { get; init; } = [];

    /// <summary>Whether a column holds texts by its name alone.</summary>
    public static bool IsText(string column) => KnownTexts.Contains(column);

    /// <summary>Place of a text column; −1 where there is none.</summary>
    public int TextColumn(string name) => TextColumns.ToList().IndexOf(name);

    /// <summary>The texts of one column; nulls where there is no such column.</summary>
    public string?[] TextsOf(string name)
    {
        int column = TextColumn(name);
        return [.. Texts.Select(row => column < 0 ? null : row[column])];
    }
}

/// <summary>A table of features of one type of numbers.</summary>
/// <typeparam name="T">float or double, as in the file.</typeparam>
internal sealed class FeatureSheet<T>(IReadOnlyList<string> textColumns, IReadOnlyList<string> columns, string preset)
    : FeatureSheet(textColumns, columns, preset)
    where T : unmanaged
{
    /// <summary>rows × columns, row by row.</summary>
    public required T[] Values { get; init; }

    /// <summary>The values of one row.</summary>
    public ReadOnlySpan<T> Row(int row) => Values.AsSpan(row * Columns.Count, Columns.Count);
}
