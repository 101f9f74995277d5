using System.Globalization;
using Ser.Evaluation;
using Ser.Reporting;

namespace Ser.Cli.Evaluation;

/// <summary>A test as Markdown: for a comment under a pull request, or a wiki.</summary>
internal static class TestMarkdown
{
    private const int ShownMistakes = 10;

    /// <summary>Writes the page.</summary>
    public static void Write(ModelTest test, string corpus, string model, TextWriter output)
    {
        var figures = test.Figures;
        output.WriteLine($"# {Cell(model)} on {Cell(corpus)}");
        output.WriteLine();
        if (test.Overlap?.Stamp is { } stamp)
        {
            output.WriteLine($"> **Not a test on new voices:** {stamp}; the figures are too good.");
            output.WriteLine();
        }

        output.WriteLine(
            $"UAR **{Figure(figures.Uar)}**{Range(figures.Intervals?.Uar)} on {Counted.Of(figures.Samples, "clip")}, accuracy {Figure(figures.Accuracy)}, "
            + $"macro F1 {Figure(figures.Macro.F1)}."
            + (test.Skipped.Count > 0 ? $" {Counted.Of(test.Skipped.Count, "clip")} could not be read and {(test.Skipped.Count == 1 ? "was" : "were")} left out." : ""));
        Gates(test.Gates, output);
        Figures(figures, output);
        Classes(figures, output);
        Confusion(figures, output);
        foreach (var breakdown in test.Details.Breakdowns)
        {
            Table(
                output, $"By {breakdown.By}, worst first", [breakdown.By, "clips", "UAR", "accuracy", "macro F1"],
                breakdown.Groups.Select(group => (string[])[group.Group, $"{group.Clips}", Figure(group.Uar), Figure(group.Accuracy), Figure(group.MacroF1)]));
        }

        if (test.Details.Confusions.Count > 0)
        {
            Table(
                output, "What costs UAR most", ["truth", "taken for", "clips", "of the class", "of UAR"],
                test.Details.Confusions.Take(ShownMistakes).Select(one => (string[])[one.Truth, one.Predicted, $"{one.Clips}", Percent(one.Share), Figure(one.Cost)]));
            Table(
                output, "Wrong, and most sure of it", ["clip", "is", "taken for", "probability"],
                test.Details.Mistakes.Take(ShownMistakes).Select(clip => (string[])
                    [clip.Clip.Name, clip.Clip.Label, clip.Prediction.Label, Figure(clip.Prediction.Confidence)]));
        }

        if (test.Published is { } published)
        {
            Table(
                output, $"Published on {published.Corpus}", ["work", "UAR", "accuracy", "macro F1", "protocol", "source"],
                published.Results.Select(result => (string[])
                [
                    result.Work, Figure(result.Uar), Figure(result.Accuracy), Figure(result.MacroF1),
                    result.Remark is null ? result.Protocol : $"{result.Protocol}; {result.Remark}", result.Source,
                ]));
            output.WriteLine();
            output.WriteLine($"Mind: {published.Note}.");
        }
    }

    private static void Gates(IReadOnlyList<GateResult> gates, TextWriter output)
    {
        if (gates.Count > 0)
        {
            Table(
                output, gates.All(gate => gate.Held) ? "Gates: all held" : "Gates: missed", ["", "gate", "finding"],
                gates.Select(gate => (string[])[gate.Held ? "held" : "**missed**", gate.Gate, gate.Finding]));
        }
    }

    private static void Figures(ClassificationFigures figures, TextWriter output)
    {
        Table(
            output, "Figures", ["figure", "value", "95 % interval"],
            [
                ["UAR", Figure(figures.Uar), Ends(figures.Intervals?.Uar)],
                ["accuracy", Figure(figures.Accuracy), Ends(figures.Intervals?.Accuracy)],
                ["macro F1", Figure(figures.Macro.F1), Ends(figures.Intervals?.MacroF1)],
                ["weighted F1", Figure(figures.Weighted.F1), ""],
                ["Cohen's kappa", Figure(figures.Kappa), ""],
                ["Matthews' correlation", Figure(figures.Mcc), ""],
                ["ROC area", Figure(figures.RocAuc), ""],
                ["right among the two likeliest", Figure(figures.Top2), ""],
                ["log loss, nats", Figure(figures.LogLoss), ""],
                ["Brier score", Figure(figures.Brier), ""],
                ["calibration error", Figure(figures.CalibrationError), ""],
            ]);
        if (figures.Intervals is { } intervals)
        {
            output.WriteLine();
            output.WriteLine($"Intervals: bootstrap, {intervals.Unit}s drawn {intervals.Draws} times.");
        }
    }

    private static void Classes(ClassificationFigures figures, TextWriter output)
    {
        Table(
            output, "Classes", ["class", "precision", "recall", "95 %", "F1", "95 %", "clips"],
            figures.Classes.Select(row => (string[])
            [
                row.Label, Figure(row.Precision), Figure(row.Recall), Ends(row.RecallInterval), Figure(row.F1), Ends(row.F1Interval), $"{row.Support}",
            ]));
        if (figures.Undefined.Count > 0)
        {
            output.WriteLine();
            output.WriteLine($"0/0 counts as {figures.ZeroDivision}: {Cell(string.Join("; ", figures.Undefined))}.");
        }
    }

    private static void Confusion(ClassificationFigures figures, TextWriter output) => Table(
        output, "Confusion matrix", ["truth, taken for →", .. figures.Labels],
        figures.Labels.Zip(figures.Confusion, (label, row) => (string[])[label, .. row.Select(count => $"{count}")]));

    private static void Table(TextWriter output, string title, string[] columns, IEnumerable<string[]> rows)
    {
        output.WriteLine();
        output.WriteLine($"## {title}");
        output.WriteLine();
        output.WriteLine($"| {string.Join(" | ", columns.Select(Cell))} |");
        output.WriteLine($"|{string.Concat(columns.Select(_ => "---|"))}");
        foreach (string[] row in rows)
        {
            output.WriteLine($"| {string.Join(" | ", row.Select(Cell))} |");
        }
    }

    /// <summary>A name cannot end a cell, a line or a tag.</summary>
    internal static string Cell(string text) => TextCell.Clean(text)
        .Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal);

    private static string Range(Interval? interval) => interval is { } range ? $" (95 % interval {Figure(range.Low)} to {Figure(range.High)})" : "";

    private static string Ends(Interval? interval) => interval is { } range ? $"{Figure(range.Low)} to {Figure(range.High)}" : "";

    private static string Figure(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";

    private static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";
}
