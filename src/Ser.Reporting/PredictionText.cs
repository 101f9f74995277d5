using System.Globalization;

namespace Ser.Reporting;

/// <summary>
/// Predictions as lines with tabs between their columns, for cut and awk: file, start and end where there are any, label, confidence, and the
/// probability of every label.
/// </summary>
/// <remarks>
/// Numbers are in full, and from 0 to 1; times in seconds. Where only the likeliest labels are wanted, each has two columns: its name and its
/// probability. Control characters in names become question marks.
/// </remarks>
public static class PredictionText
{
    /// <summary>Writes the headings.</summary>
    /// <param name="output">Where to; its NewLine ends the line.</param>
    /// <param name="labels">Names of the classes: one or more.</param>
    /// <param name="isTimed">Whether the rows have a start and an end.</param>
    /// <param name="top">How many of the likeliest labels are shown; null for all in their order.</param>
    public static void WriteTabbedHeader(TextWriter output, IReadOnlyList<string> labels, bool isTimed = false, int? top = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine(string.Join('\t', [.. Columns(labels, isTimed, top).Select(TextCell.Clean)]));
    }

    /// <summary>Writes a prediction.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="row">The prediction.</param>
    /// <param name="top">As in the headings.</param>
    /// <exception cref="ArgumentException">There are no labels, or not as many probabilities.</exception>
    public static void WriteTabbed(TextWriter output, PredictionRow row, int? top = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(row);
        output.WriteLine(string.Join('\t', [.. Cells(row, top).Select(TextCell.Clean)]));
    }

    /// <summary>The headings of every table of predictions.</summary>
    /// <inheritdoc cref="WriteTabbedHeader" path="/param"/>
    public static IEnumerable<string> Columns(IReadOnlyList<string> labels, bool isTimed, int? top)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfZero(labels.Count, nameof(labels));
        IEnumerable<string> shares = top is { } count
            ? Enumerable.Range(1, Math.Min(count, labels.Count)).SelectMany(rank => (string[])[$"label{rank}", $"probability{rank}"])
            : labels;
        return [.. (string[])(isTimed ? ["file", "start", "end"] : ["file"]), "label", "confidence", .. shares];
    }

    /// <summary>What stands below them.</summary>
    /// <inheritdoc cref="WriteTabbed" path="/param"/>
    public static IEnumerable<string> Cells(PredictionRow row, int? top)
    {
        ArgumentNullException.ThrowIfNull(row);
        row.Validated();
        IEnumerable<string> shares = top is { } count
            ? row.Likeliest(count).SelectMany(one => (string[])[one.Label, Number(one.Probability)])
            : row.Probabilities.Select(Number);
        string[] times = row.Start is { } start && row.End is { } end ? [Seconds(start), Seconds(end)] : [];
        return [row.Name, .. times, row.Label, Number(row.Confidence), .. shares];
    }

    private static string Number(float value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value.ToString(CultureInfo.InvariantCulture);
}
