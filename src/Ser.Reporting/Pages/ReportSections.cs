using Ser.Evaluation;
using Ser.Reporting.Pages.Figures;

namespace Ser.Reporting.Pages;

/// <summary>The sections of a report. One whose content is not there is left out.</summary>
/// <param name="data">What is told.</param>
/// <param name="output">Receives them.</param>
/// <param name="writeFigure">Writes a picture.</param>
internal sealed class ReportSections(ReportData data, TextWriter output, Action<Figure, TextWriter> writeFigure)
{
    private const int ShownConfusions = 6, ShownShares = 5;

    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    /// <summary>The ids of those that there are.</summary>
    public IReadOnlyCollection<string> Written => written;

    /// <summary>Writes all of them.</summary>
    public void Write()
    {
        Section(
            ReportPictures.Confusion(data), "What it takes for what", "Rows are the truth. Each cell has the number of clips and their share of the row; the diagonal is right.",
            ConfusionTable(), CostlyTable());
        Section(ReportPictures.Classes(data), "Class by class", IntervalNote("Whiskers are 95 % intervals of recall and F1"), ClassTable());
        Section(ReportPictures.Folds(data), "Fold by fold", "Dots are the folds, with the interval of each; the band is one standard deviation around their mean.", FoldTable());
        Section(ReportPictures.Speakers(data), "Speaker by speaker", "Worst first. The line is UAR of all clips together.", SpeakerTable(), GroupTable());
        Section(
            ReportPictures.Reliability(data), "Is it as sure as it is right?",
            "Where a bar ends below the line, the model is too sure; pale bars have fewer than ten clips. Below: how many clips there are of each confidence.", ReliabilityTable());
        Section(ReportPictures.Curves(data), "How the training went", CurvesNote(), CurvesTable());
        Section(
            ReportPictures.Embeddings(data), "Map of the clips",
            "Each mark is a clip of the test, placed by the model's last vector before the verdict. Classes that overlap here are hard to tell apart for the model.", EmbeddingTable());
        WriteMistakes();
        WritePublished();
        WriteRepeat();
    }

    private void Section(IEnumerable<Figure> figures, string title, string note, params ReadOnlySpan<HtmlTable?> tables)
    {
        if (figures.FirstOrDefault() is not { } figure)
        {
            return;
        }

        Open(figure.Id, title, note, isWhole: false);
        writeFigure(figure, output);
        foreach (var table in tables)
        {
            if (table is { Rows.Count: > 0 })
            {
                output.Write($"<details><summary>{Html.Text(table.Caption)}</summary>\n");
                table.Write(output);
                output.Write("</details>\n");
            }
        }

        output.Write("</section>\n");
    }

    private void Open(string id, string title, string note, bool isWhole)
    {
        written.Add(id);
        output.Write($"<section id=\"{id}\" aria-labelledby=\"{id}-heading\"{(isWhole ? " class=\"whole\"" : "")}>\n<h2 id=\"{id}-heading\">{title}</h2>\n");
        if (note.Length > 0)
        {
            output.Write($"<p class=\"note\">{Html.Text(note)}</p>\n");
        }
    }

    private string IntervalNote(string text) => data.Figures.Intervals is { } intervals
        ? $"{text}: {intervals.Unit}s drawn with replacement, {intervals.Draws} times."
        : "No intervals were measured.";

    private bool IsValidated => data.Curves.Any(curve => curve.Epochs.Any(point => double.IsFinite(point.ValidationUar)));

    private string CurvesNote()
    {
        bool isBest = data.Curves.Any(curve => curve.BestEpoch is not null), areFolds = data.Curves.Count > 1;
        string losses = IsValidated
            ? "Training loss is that of augmented and smoothed batches, so the two losses do not compare."
            : "The loss is that of augmented and smoothed batches; no clips were kept back for a validation.";
        string tested = isBest ? "epoch with the best validation was tested." : "network at the end was tested.";
        return areFolds ? $"Every fold was trained by itself; its {tested}" : $"{losses} The {tested}";
    }

    private HtmlTable ConfusionTable() => new(
        "Confusion matrix in numbers", ["truth", .. data.Figures.Labels],
        [.. data.Figures.Labels.Select((label, i) => (string[])
        [
            Html.Name(label),
            .. data.Figures.Confusion[i].Select(count => data.Figures.Classes[i].Support == 0 ? Html.Count(count) : $"{Html.Count(count)} ({Html.Text(Html.Percent((double)count / data.Figures.Classes[i].Support))})"),
        ])]);

    private HtmlTable CostlyTable() => new(
        "Confusions that cost most", ["truth", "taken for", "clips", "of the class", "UAR lost"],
        [.. CostlyConfusions.Of(data.Figures, ShownConfusions).Select(one => (string[])
            [Html.Name(one.Truth), Html.Name(one.Predicted), Html.Count(one.Clips), Html.Text(Html.Percent(one.Share)), Html.Figure(one.Cost)])]);

    private HtmlTable ClassTable() => new(
        "Figures of the classes", ["class", "precision", "recall", "interval", "F1", "interval", "clips"],
        [.. data.Figures.Classes.Select(one => (string[])
            [Html.Name(one.Label), Html.Figure(one.Precision), Html.Figure(one.Recall), Range(one.RecallInterval), Html.Figure(one.F1), Range(one.F1Interval), Html.Count(one.Support)])]);

    private HtmlTable FoldTable() => new(
        "Figures of the folds", ["fold", "clips", "UAR", "accuracy", "macro F1", "epoch", "tested speakers"],
        [.. data.Folds.Select(fold => (string[])
        [
            Html.Name(fold.Name), Html.Count(fold.Figures.Samples), Html.Figure(fold.Figures.Uar), Html.Figure(fold.Figures.Accuracy), Html.Figure(fold.Figures.Macro.F1),
            Html.Count(fold.BestEpoch), fold.TestSpeakers.Count <= 8 ? Html.Name(string.Join(" ", fold.TestSpeakers)) : Html.Counted(fold.TestSpeakers.Count, "speaker"),
        ])]);

    private HtmlTable SpeakerTable() => new(
        "Figures of the speakers", ["speaker", "gender", "clips", "UAR", "accuracy", "macro F1"],
        [.. ReportPictures.SpeakerRows(data).Select(row => (string[])
            [Html.Name(row.Figures.Group), Html.Text(row.Gender ?? "not known"), .. Values(row.Figures)])]);

    private HtmlTable GroupTable() => new(
        "Figures by gender and intensity", ["group", "clips", "UAR", "accuracy", "macro F1"],
        [.. ReportPictures.Groups(data, clip => clip.Gender).Concat(ReportPictures.Groups(data, clip => clip.Intensity)).Select(group => (string[])
            [Html.Name(group.Group), .. Values(group)])]);

    private static string[] Values(GroupFigures figures) => [Html.Count(figures.Clips), Html.Figure(figures.Uar), Html.Figure(figures.Accuracy), Html.Figure(figures.MacroF1)];

    private HtmlTable ReliabilityTable() => new(
        "Confidence in numbers", ["confidence", "clips", "mean confidence", "share right"],
        [.. (data.Figures.Reliability ?? []).Select(bin => (string[])
            [$"{Html.Figure(bin.Low)} to {Html.Figure(bin.High)}", Html.Count(bin.Clips), Html.Figure(bin.Confidence), Html.Figure(bin.Accuracy)])]);

    private HtmlTable CurvesTable() => new(
        "Epochs in numbers", [data.Curves.Count > 1 ? "fold, epoch" : "epoch", "training loss", .. IsValidated ? (string[])["validation loss", "validation UAR"] : []],
        [.. data.Curves.SelectMany(curve => curve.Epochs.Select(point => (string[])
        [
            Html.Name($"{(curve.Name.Length > 0 ? $"{curve.Name}, " : "")}{point.Epoch}") + (point.Epoch == curve.BestEpoch ? ", chosen" : ""),
            Value(point.TrainLoss), .. IsValidated ? (string[])[Value(point.ValidationLoss), Value(point.ValidationUar)] : [],
        ]))]);

    private HtmlTable? EmbeddingTable() => data.Embeddings is not { } map ? null : new(
        "Middles of the classes", ["class", "clips", "across", "upwards"],
        [.. data.Figures.Labels.Select(label => (Label: label, Points: map.Points.Where(point => point.Truth == label).ToArray())).Where(group => group.Points.Length > 0)
            .Select(group => (string[])
                [Html.Name(group.Label), Html.Count(group.Points.Length), Place(group.Points.Average(point => point.First)), Place(group.Points.Average(point => point.Second))])]);

    private void WriteMistakes()
    {
        if (data.Mistakes.Count == 0)
        {
            return;
        }

        Open("mistakes", "Mistakes that it was surest of", "Clips to listen to first: is the label wrong, or the model?", isWhole: true);
        output.Write("<ol class=\"mistakes\">\n");
        for (int i = 0; i < data.Mistakes.Count; i++)
        {
            var mistake = data.Mistakes[i];
            output.Write($"<li>\n<h3>{Html.Name(mistake.Clip.File)}</h3>\n<p class=\"verdict\">is <em>{Html.Name(mistake.Clip.Truth)}</em>, taken for <em>{Html.Name(mistake.Clip.Predicted)}</em></p>\n");
            if (ReportPictures.Mel(mistake, i) is { } mel)
            {
                writeFigure(mel, output);
            }

            if (!mistake.Wav.IsEmpty)
            {
                output.Write($"<audio controls=\"\" preload=\"none\" aria-label=\"Sound of {Html.Text(mistake.Clip.File)}\" src=\"data:audio/wav;base64,{Convert.ToBase64String(mistake.Wav.Span)}\"></audio>\n");
            }

            WriteShares(mistake.Clip);
            output.Write("</li>\n");
        }

        output.Write("</ol>\n</section>\n");
    }

    private void WriteShares(ReportClip clip)
    {
        if (clip.Probabilities.Count != data.Figures.Labels.Count)
        {
            return;
        }

        output.Write($"<table class=\"shares\"><caption>Probabilities of {Html.Text(clip.File)}</caption><tbody>\n");
        int[] ranks = [.. Enumerable.Range(0, clip.Probabilities.Count).OrderByDescending(i => clip.Probabilities[i])];
        foreach (int i in ranks.Where((place, rank) => rank < ShownShares || data.Figures.Labels[place] == clip.Truth))
        {
            string label = data.Figures.Labels[i], percent = Html.Percent(clip.Probabilities[i]);
            string width = (100 * Math.Clamp(clip.Probabilities[i], 0, 1)).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
            output.Write($"<tr{(label == clip.Truth ? " class=\"truth\"" : "")}><th scope=\"row\">{Html.Name(label)}{(label == clip.Truth ? " (truth)" : "")}</th><td class=\"track\"><i style=\"width:{width}%\"></i></td><td>{Html.Text(percent)}</td></tr>\n");
        }

        output.Write("</tbody></table>\n");
    }

    private void WritePublished()
    {
        if (data.Published is not { } published)
        {
            return;
        }

        const string Own = "this model";
        Open("published", "Beside published results", $"{Sentence(published.Note)} A figure means nothing without its protocol: look at the last column.", isWhole: true);
        var figures = data.Figures;
        var (uar, accuracy, macroF1) = data.Folds.Count == 0
            ? (figures.Uar, figures.Accuracy, figures.Macro.F1)
            : (data.Folds.Average(fold => fold.Figures.Uar), data.Folds.Average(fold => fold.Figures.Accuracy), data.Folds.Average(fold => fold.Figures.Macro.F1));
        string how = data.Folds.Count == 0 ? data.Kind : $"{data.Kind}: mean of the folds";
        var rows = published.Results
            .Select(row => (Value: row.Uar ?? row.Accuracy, Cells: (string[])
                [
                    Html.Text(row.Work), Share(row.Uar), Share(row.Accuracy), Share(row.MacroF1), Html.Text(row.Source),
                    Html.Text(row.Remark is null ? row.Protocol : $"{row.Protocol}; {row.Remark}"),
                ]))
            .Append((Value: uar, Cells: [Own, Share(uar), Share(accuracy), Share(macroF1), "this page", Html.Text(how)]))
            .OrderByDescending(row => row.Value ?? -1).ToArray();
        new HtmlTable("Published results", ["model", "UAR", "accuracy", "macro F1", "source", "protocol"], [.. rows.Select(row => row.Cells)])
        {
            IsNumeric = false, Marked = Array.FindIndex(rows, row => row.Cells[0] == Own),
        }.Write(output);
        output.Write("</section>\n");
    }

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";

    private void WriteRepeat()
    {
        if (data.CommandLine is null && data.Recipe is null && data.Facts.Count == 0)
        {
            return;
        }

        Open("repeat", "How to repeat it", "", isWhole: true);
        if (data.CommandLine is not null)
        {
            output.Write($"<pre tabindex=\"0\"><code>{Html.Text(data.CommandLine)}</code></pre>\n");
        }

        if (data.Facts.Count > 0)
        {
            output.Write("<dl class=\"facts\">\n");
            foreach (var fact in data.Facts)
            {
                output.Write($"<dt>{Html.Text(fact.Name)}</dt><dd>{Html.Text(fact.Value)}</dd>\n");
            }

            output.Write("</dl>\n");
        }

        if (data.Recipe is not null)
        {
            string lines = string.Join('\n', data.Recipe.TrimEnd().ReplaceLineEndings("\n").Split('\n').Select(Html.Text));
            output.Write($"<details><summary>Recipe, every choice of the training</summary>\n<pre tabindex=\"0\">{lines}</pre>\n</details>\n");
        }

        output.Write("</section>\n");
    }

    private static string Range(Interval? interval) => interval is { } range ? $"{Html.Figure(range.Low)} to {Html.Figure(range.High)}" : "";

    private static string Value(double value) => double.IsFinite(value) ? Html.Figure(value) : "";

    private static string Share(double? value) => value is { } share ? Html.Figure(share) : "";

    private static string Place(double value) => Ticks.Signed(value, "0.00");
}
