using System.Text;
using Ser.Reporting.Pages.Figures;

namespace Ser.Reporting.Pages;

/// <summary>
/// What a model is worth, as one HTML page: nothing comes from the network, it follows the reader's light or dark theme, fits a phone and a sheet of
/// paper, and every picture has a title, a description and a table.
/// </summary>
public static class ReportPage
{
    private const double WideRoom = 520, NarrowRoom = 346, MelRoom = 320;

    private static readonly (string Id, string Title)[] Contents =
    [
        ("confusion", "Confusions"), ("classes", "Classes"), ("folds", "Folds"), ("speakers", "Speakers"), ("reliability", "Confidence"), ("curves", "Training"),
        ("embeddings", "Map of the clips"), ("mistakes", "Mistakes"), ("published", "Published results"), ("repeat", "How to repeat it"),
    ];

    /// <summary>Writes a page as UTF-8.</summary>
    /// <param name="data">What is told.</param>
    /// <param name="output">Receives the page; it stays open.</param>
    public static void Write(ReportData data, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        Write(data, text);
    }

    /// <summary>Writes a page.</summary>
    /// <param name="data">What is told.</param>
    /// <param name="output">Receives the page; it stays open.</param>
    public static void Write(ReportData data, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(output);
        using var body = new StringWriter { NewLine = "\n" };
        var sections = new ReportSections(data, body, WriteFigure);
        sections.Write();
        WriteHead(data, output);
        WriteHeader(data, sections.Written, output);
        output.Write($"<main>\n<div class=\"grid\">\n{body}</div>\n</main>\n");
        WriteFooter(data, output);
        output.Write("</body>\n</html>\n");
    }

    /// <summary>A picture: laid out for wide and for narrow pages, of which one is shown and read; a spectrogram is the same on both.</summary>
    private static void WriteFigure(Figure figure, TextWriter output)
    {
        output.Write("<figure>\n");
        if (figure is MelFigure)
        {
            WriteSvg(figure, figure.Id, MelRoom, "", output);
        }
        else
        {
            WriteSvg(figure, $"{figure.Id}-wide", WideRoom, "for-wide", output);
            WriteSvg(figure, $"{figure.Id}-narrow", NarrowRoom, "for-narrow", output);
        }

        output.Write("</figure>\n");
    }

    private static void WriteSvg(Figure figure, string id, double room, string kind, TextWriter output)
    {
        var (width, height) = figure.Size(room);
        bool scrolls = width > room;
        string style = scrolls ? $" style=\"min-width:{Html.Count((int)width)}px\"" : "";
        output.Write(scrolls
            ? $"<div class=\"scroll {kind}\" tabindex=\"0\" role=\"region\" aria-label=\"{Html.Text(figure.Title)}\"><div{style}>\n"
            : $"<div class=\"{kind}\">\n");
        using (var canvas = new SvgCanvas(output, width, height, figure.Title, figure.Description, id, isPartOfPage: true))
        {
            figure.Draw(canvas);
        }

        output.Write(scrolls ? "</div></div>\n" : "</div>\n");
    }

    private static void WriteHead(ReportData data, TextWriter output) => output.Write($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:" />
        <title>{Html.Text(data.Title)}: {Html.Text(data.Kind)}</title>
        <style>
        {PageStyle.Sheet}
        </style>
        </head>
        <body>

        """.ReplaceLineEndings("\n"));

    private static void WriteHeader(ReportData data, IReadOnlyCollection<string> sections, TextWriter output)
    {
        output.Write("<header>\n<div class=\"top\">\n");
        output.Write($"<div><p class=\"kind\">{Html.Text(data.Kind)}</p>\n<h1>{Html.Name(data.Title)}</h1></div>\n");
        output.Write("<fieldset class=\"themes\"><legend>Colours</legend>\n");
        foreach (var (id, name) in ((string, string)[])[("theme-auto", "Auto"), ("theme-light", "Light"), ("theme-dark", "Dark")])
        {
            output.Write($"<input type=\"radio\" name=\"theme\" id=\"{id}\"{(id == "theme-auto" ? " checked=\"\"" : "")} /><label for=\"{id}\">{name}</label>\n");
        }

        output.Write($"</fieldset>\n</div>\n<p class=\"lead\">{ReportSummary.ToHtml(data)}</p>\n");
        if (data.Stamps.Count > 0)
        {
            output.Write("<ul class=\"stamps\">\n");
            foreach (var stamp in data.Stamps)
            {
                output.Write($"<li><strong>{Html.Text(stamp.Title)}.</strong> {Html.Text(stamp.Text)}</li>\n");
            }

            output.Write("</ul>\n");
        }

        WriteTiles(data, output);
        output.Write("<nav aria-label=\"Contents\"><ul>\n");
        foreach (var (id, title) in Contents.Where(entry => sections.Contains(entry.Id)))
        {
            output.Write($"<li><a href=\"#{id}\">{title}</a></li>\n");
        }

        output.Write("</ul></nav>\n</header>\n");
    }

    private static void WriteTiles(ReportData data, TextWriter output)
    {
        var figures = data.Figures;
        (string Name, double? Value, string Range)[] tiles =
        [
            ("UAR", figures.Uar, Range(figures.Intervals?.Uar)), ("Accuracy", figures.Accuracy, Range(figures.Intervals?.Accuracy)),
            ("Macro F1", figures.Macro.F1, Range(figures.Intervals?.MacroF1)), ("Calibration error", figures.CalibrationError, "0 is best"),
        ];
        output.Write("<dl class=\"tiles\">\n");
        foreach (var (name, value, range) in tiles.Where(tile => tile.Value is not null))
        {
            output.Write($"<div><dt>{name}</dt><dd class=\"value\">{Html.Figure(value!.Value)}</dd><dd class=\"range\">{range}</dd></div>\n");
        }

        output.Write("</dl>\n");
    }

    private static string Range(Evaluation.Interval? interval) => interval is { } range ? $"{Html.Figure(range.Low)} to {Html.Figure(range.High)}" : "";

    private static void WriteFooter(ReportData data, TextWriter output)
    {
        output.Write("<footer>\n");
        foreach (string reason in data.LeftOut)
        {
            output.Write($"<p>{Html.Text(reason)}</p>\n");
        }

        string licence = data.Licence is null ? "" : $" Recordings: {Html.Text(data.Licence)}.";
        output.Write($"<p>Written by ser. One file; nothing is loaded from elsewhere.{licence}</p>\n</footer>\n");
    }
}
