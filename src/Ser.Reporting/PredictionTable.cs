using System.Globalization;

namespace Ser.Reporting;

/// <summary>Predictions as a table for eyes, line by line: file, times where there are any, label, confidence, and a small bar for every label.</summary>
/// <remarks>
/// The bars are as wide as the room allows, and their headings are cut to them. Where only the likeliest labels are wanted, their names and
/// probabilities stand there instead. A name that is too long loses its beginning, for the names of files differ at their end.
/// </remarks>
public sealed class PredictionTable
{
    private const string Gap = "  ";
    private const int ConfidenceWidth = 6, TimeWidth = 8;   // 100.0%; 99999.99
    private const int NarrowestBar = 2, WidestBar = 10, NarrowestName = 12;

    private readonly IReadOnlyList<string> labels;
    private readonly bool isTimed, isPlain;
    private readonly int? top;
    private readonly int nameWidth, labelWidth, barWidth;

    /// <summary>Divides the room.</summary>
    /// <param name="labels">Names of the classes: one or more.</param>
    /// <param name="longestName">Columns of the longest name; 0 for a table without names.</param>
    /// <param name="room">Columns of the terminal.</param>
    /// <param name="isTimed">Whether the rows have a start and an end.</param>
    /// <param name="top">How many of the likeliest labels are shown; null for a bar for each.</param>
    /// <param name="isPlain">Whether the terminal knows no block characters.</param>
    public PredictionTable(IReadOnlyList<string> labels, int longestName, int room, bool isTimed, int? top = null, bool isPlain = false)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfZero(labels.Count, nameof(labels));
        this.labels = [.. labels.Select(TextCell.Clean)];
        (this.isTimed, this.top, this.isPlain) = (isTimed, top is { } count ? Math.Min(count, labels.Count) : null, isPlain);
        labelWidth = Math.Max("uncertain".Length, this.labels.Max(TextCell.Width));
        int fixedWidth = labelWidth + Gap.Length + ConfidenceWidth + (isTimed ? 2 * (TimeWidth + Gap.Length) : 0);
        int narrowest = this.top is { } shown ? shown * (Gap.Length + labelWidth + 1 + ConfidenceWidth) : labels.Count * (NarrowestBar + 1);
        nameWidth = longestName == 0 ? 0 : Math.Clamp(longestName, "file".Length, Math.Max(NarrowestName, room - fixedWidth - narrowest - (2 * Gap.Length)));
        int left = room - 1 - fixedWidth - (nameWidth > 0 ? nameWidth + Gap.Length : 0) - Gap.Length;
        barWidth = Math.Clamp((left / labels.Count) - 1, NarrowestBar, WidestBar);
    }

    /// <summary>The headings.</summary>
    public string Header
    {
        get
        {
            string shares = top is null ? string.Concat(labels.Select(label => " " + TextCell.Left(Beginning(label), barWidth))) : "";
            string times = isTimed ? TextCell.Right("start", TimeWidth) + Gap + TextCell.Right("end", TimeWidth) + Gap : "";
            string name = nameWidth > 0 ? TextCell.Left("file", nameWidth) + Gap : "";
            return $"{name}{times}{TextCell.Left("label", labelWidth)}{Gap}{TextCell.Right("conf.", ConfidenceWidth)} {shares}".TrimEnd();
        }
    }

    /// <summary>A prediction.</summary>
    /// <exception cref="ArgumentException">There are no labels, or not as many probabilities.</exception>
    public IReadOnlyList<LabelledText> Row(PredictionRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        row.Validated();
        string name = nameWidth > 0 ? TextCell.Left(End(TextCell.Clean(row.Name)), nameWidth) + Gap : "";
        string times = isTimed ? TextCell.Right(Seconds(row.Start), TimeWidth) + Gap + TextCell.Right(Seconds(row.End), TimeWidth) + Gap : "";
        var shares = top is { } count
            ? row.Likeliest(count).SelectMany(one => Share(TextCell.Clean(one.Label), one.Probability))
            : row.Labels.Zip(row.Probabilities, (label, probability) => new LabelledText(" " + ShareBar.Of(probability, barWidth, isPlain), label));
        return
        [
            new(name + times), new(TextCell.Left(TextCell.Clean(row.Label), labelWidth), row.Label),
            new($"{Gap}{TextCell.Right(Percent(row.Confidence), ConfidenceWidth)} "), .. shares,
        ];
    }

    /// <summary>A single prediction, which has room for a line for every label.</summary>
    /// <param name="row">The prediction.</param>
    /// <param name="top">How many of the likeliest labels are shown; null for all in their order.</param>
    /// <param name="room">Columns of the terminal.</param>
    /// <param name="isPlain">Whether the terminal knows no block characters.</param>
    /// <exception cref="ArgumentException">There are no labels, or not as many probabilities.</exception>
    public static IReadOnlyList<IReadOnlyList<LabelledText>> Alone(PredictionRow row, int? top, int room, bool isPlain = false)
    {
        const int WidestAlone = 40;
        ArgumentNullException.ThrowIfNull(row);
        row.Validated();
        int labelWidth = row.Labels.Max(label => TextCell.Width(TextCell.Clean(label)));
        int bar = Math.Clamp(room - labelWidth - ConfidenceWidth - (4 * Gap.Length), NarrowestBar, WidestAlone);
        var shown = top is { } count ? row.Likeliest(count) : [.. row.Labels.Zip(row.Probabilities)];
        return
        [
            [new(TextCell.Clean(row.Name) + Gap), new(TextCell.Clean(row.Label), row.Label), new(Gap + Percent(row.Confidence))],
            .. shown.Select(one => (IReadOnlyList<LabelledText>)
            [
                new(Gap + TextCell.Left(TextCell.Clean(one.Label), labelWidth) + Gap), new(ShareBar.Of(one.Probability, bar, isPlain), one.Label),
                new(Gap + TextCell.Right(Percent(one.Probability), ConfidenceWidth)),
            ]),
        ];
    }

    private IEnumerable<LabelledText> Share(string label, float probability) =>
    [
        new(Gap), new(TextCell.Left(label, labelWidth), label), new(" " + TextCell.Right(Percent(probability), ConfidenceWidth)),
    ];

    private string Beginning(string label) =>
        TextCell.Width(label) <= barWidth ? label : new StringInfo(label).SubstringByTextElements(0, barWidth);

    private string End(string name)
    {
        int width = TextCell.Width(name);
        return width <= nameWidth ? name : (isPlain ? "<" : "…") + new StringInfo(name).SubstringByTextElements(width - nameWidth + 1);
    }

    private static string Percent(float share) => (100.0 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    private static string Seconds(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";
}
