using System.Text;
using Ser.Core;
using Ser.Evaluation;
using Ser.Reporting.Pages.Figures;

namespace Ser.Reporting.Pages;

/// <summary>The pictures of a report; each may stand in the page or in a file of its own.</summary>
public static class ReportPictures
{
    /// <summary>Width of a picture in a file, in CSS pixels.</summary>
    public const int FileWidth = 640;

    /// <summary>Writes every picture as an SVG file for light and dark pages, called after what it shows.</summary>
    /// <param name="data">What is told.</param>
    /// <param name="folder">Where to; it is made where there is none.</param>
    /// <returns>The files.</returns>
    /// <exception cref="UserError">A file cannot be written.</exception>
    public static IReadOnlyList<string> WriteSvg(ReportData data, string folder)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(folder);
        var files = new List<string>();
        foreach (var figure in Of(data))
        {
            string file = Path.Combine(folder, $"{figure.Id}.svg");
            AtomicFile.Write(file, stream =>
            {
                using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
                var (width, height) = figure.Size(FileWidth);
                using var canvas = new SvgCanvas(text, width, height, figure.Title, figure.Description, figure.Id);
                figure.Draw(canvas);
            });
            files.Add(file);
        }

        return files;
    }

    /// <summary>All pictures that there is content for.</summary>
    internal static IEnumerable<Figure> Of(ReportData data) =>
    [
        .. Confusion(data), .. Classes(data), .. Speakers(data), .. Folds(data), .. Reliability(data), .. Curves(data), .. Embeddings(data),
        .. data.Mistakes.Select((mistake, i) => Mel(mistake, i)).OfType<Figure>(),
    ];

    internal static IEnumerable<Figure> Confusion(ReportData data) => [new ConfusionFigure(data.Figures)];

    internal static IEnumerable<Figure> Classes(ReportData data) => [new ClassFigure(data.Figures)];

    internal static IEnumerable<Figure> Speakers(ReportData data) => SpeakerRows(data) is { Count: > 0 } rows ? [new SpeakerFigure(rows, data.Figures.Uar)] : [];

    internal static IEnumerable<Figure> Folds(ReportData data) => data.Folds.Count > 0 ? [new FoldFigure(data.Folds)] : [];

    internal static IEnumerable<Figure> Reliability(ReportData data) =>
        data.Figures is { Reliability: { Count: > 0 } bins, CalibrationError: { } error } ? [new ReliabilityFigure(bins, error)] : [];

    internal static IEnumerable<Figure> Curves(ReportData data)
    {
        LearningCurve[] curves = [.. data.Curves.Where(curve => curve.Epochs.Count > 0)];
        return curves.Length > 0 ? [new CurvesFigure(curves)] : [];
    }

    internal static IEnumerable<Figure> Embeddings(ReportData data) =>
        data.Embeddings is { Points.Count: > 0 } map ? [new EmbeddingFigure(map, data.Figures.Labels)] : [];

    internal static Figure? Mel(ReportMistake mistake, int index) =>
        mistake.Sound is { MelDb.IsEmpty: false, Samples.IsEmpty: false } sound ? new MelFigure($"mistake-{index + 1}", sound) : null;

    /// <summary>The speakers with their figures, worst first.</summary>
    internal static IReadOnlyList<SpeakerRow> SpeakerRows(ReportData data)
    {
        var genders = data.Clips.Where(clip => clip.Speaker is { Length: > 0 }).GroupBy(clip => clip.Speaker!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(clip => clip.Gender).FirstOrDefault(gender => gender is not null), StringComparer.Ordinal);
        return [.. Groups(data, clip => clip.Speaker).Select(figures => new SpeakerRow(figures, genders[figures.Group]))];
    }

    /// <summary>The figures of groups of clips, worst first.</summary>
    internal static IReadOnlyList<GroupFigures> Groups(ReportData data, Func<ReportClip, string?> group)
    {
        var index = data.Figures.Labels.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return data.Clips.Count == 0 ? [] : Breakdown.By(
            data.Figures.Labels, [.. data.Clips.Select(clip => index[clip.Truth])], [.. data.Clips.Select(clip => index[clip.Predicted])],
            [.. data.Clips.Select(group)]);
    }
}
