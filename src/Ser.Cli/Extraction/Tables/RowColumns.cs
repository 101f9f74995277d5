using Ser.Corpora;

namespace Ser.Cli.Extraction.Tables;

/// <summary>The columns of text that stand before the values of a feature table: file, label, speaker, and split and parent where a manifest tells them.</summary>
internal static class RowColumns
{
    private const string Split = "split", Parent = "parent";

    /// <summary>The columns of every table.</summary>
    public static IReadOnlyList<string> Always { get; } = ["file", "label", "speaker"];

    /// <summary>The columns of a table.</summary>
    public static IReadOnlyList<string> With(bool split, bool parent) => [.. Always, .. split ? [Split] : (string[])[], .. parent ? [Parent] : (string[])[]];

    /// <summary>The columns that a header begins with.</summary>
    /// <exception cref="FormatException">It begins otherwise.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> header)
    {
        if (!header.Take(Always.Count).SequenceEqual(Always))
        {
            throw new FormatException($"its columns do not begin with {string.Join(',', Always)}");
        }

        bool split = header.ElementAtOrDefault(Always.Count) == Split;
        return With(split, header.ElementAtOrDefault(Always.Count + (split ? 1 : 0)) == Parent);
    }

    /// <summary>What a recording tells in a column; null where it does not.</summary>
    public static string? Text(Recording recording, string column) => column switch
    {
        "file" => recording.Name,
        "label" => recording.Label,
        "speaker" => recording.Speaker,
        Split => recording.GivenPart?.ToString().ToLowerInvariant(),
        Parent => recording.Parent,
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>The recording that a row tells of.</summary>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="text">What stands in a column, null where it is empty; asked for in the columns' order.</param>
    public static Recording Recording(IReadOnlyList<string> columns, Func<string, string?> text)
    {
        string name = text(Always[0])!;
        return new Recording(name, name, text(Always[1]), text(Always[2]))
        {
            GivenPart = columns.Contains(Split) && text(Split) is { } part ? Enum.Parse<Part>(part, ignoreCase: true) : null,
            Parent = columns.Contains(Parent) ? text(Parent) : null,
        };
    }
}
