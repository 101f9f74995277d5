using System.Globalization;
using Ser.Evaluation;

namespace Ser.Reporting;

/// <summary>The table of figures that stands on a terminal or in a log: plain text, no colour, no line drawing.</summary>
public static class FiguresText
{
    /// <summary>Columns of a terminal that nobody has widened.</summary>
    public const int DefaultWidth = 80;

    private const int PrecisionWidth = 11;
    private const int FigureWidth = 9;

    /// <summary>What follows the first column on the widest line, that of UAR: recall, and "  95 % interval 0.123 to 0.456".</summary>
    private const int RestWidth = PrecisionWidth + FigureWidth + 30;

    private const string WeightedTitle = "weighted average";   // the longest of the titles in the first column

    /// <summary>
    /// Writes the figures of every class, accuracy, UAR and averages to three decimals, and then the confusion matrix.
    /// </summary>
    /// <param name="figures">What was measured.</param>
    /// <param name="output">Where to; its NewLine ends the lines.</param>
    /// <param name="width">
    /// Columns to stay within; fewer than 66 count as 66. Names that do not fit are cut, a wide matrix is written in parts.
    /// </param>
    /// <param name="overlap">What test and training have in common, where it is known more exactly than the figures tell; or null.</param>
    public static void Write(ClassificationFigures figures, TextWriter output, int width = DefaultWidth, string? overlap = null)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(output);
        width = Math.Max(width, WeightedTitle.Length + RestWidth);

        string[] labels = [.. figures.Labels.Select(TextCell.Clean)];
        int first = Math.Clamp(labels.Max(TextCell.Width), WeightedTitle.Length, width - RestWidth);

        output.WriteLine(Row("", first, "precision", "recall", "f1", "support"));
        for (int i = 0; i < labels.Length; i++)
        {
            var row = figures.Classes[i];
            output.WriteLine(Row(labels[i], first, Figure(row.Precision), Figure(row.Recall), Figure(row.F1), Count(row.Support)));
        }

        // Both stand among the recalls, for that is what they are: UAR the mean of the classes, accuracy that of the clips.
        output.WriteLine();
        output.WriteLine(Row("accuracy", first, "", Figure(figures.Accuracy)) + Range(figures.Intervals, i => i.Accuracy));
        output.WriteLine(Row("UAR", first, "", Figure(figures.Uar)) + Range(figures.Intervals, i => i.Uar));
        output.WriteLine(Averages("macro average", first, figures.Macro, figures.Samples));
        output.WriteLine(Averages(WeightedTitle, first, figures.Weighted, figures.Samples));
        output.WriteLine();
        WriteOthers(figures, output);

        if (figures.Intervals is { } intervals)
        {
            output.WriteLine();
            output.WriteLine($"intervals: bootstrap, {intervals.Unit}s drawn {Count(intervals.Draws)} times");
        }

        if (figures.SpeakerOverlap == true)
        {
            output.WriteLine();
            output.WriteLine(overlap is null ? "speakers of the test may have been trained on: too good for new voices" : "too good for new voices:");
            if (overlap is not null)
            {
                output.WriteLine(overlap);
            }
        }

        if (figures.Transductive == true)
        {
            output.WriteLine();
            output.WriteLine("transductive: each speaker was normalised over all clips of that speaker;");
            output.WriteLine("not to be compared with figures of clips that are labelled one by one");
        }

        output.WriteLine();
        ConfusionText.Write(labels, figures.Confusion, output, width);
    }

    /// <summary>The figures that have no column: one line of verdicts, one of probabilities.</summary>
    private static void WriteOthers(ClassificationFigures figures, TextWriter output)
    {
        string kappa = figures.Kappa is { } agreement ? $"kappa {Figure(agreement)}, " : "";
        string top2 = figures.Top2 is { } share ? $", top 2 {Figure(share)}" : "";
        string area = figures.RocAuc is { } roc ? $", ROC area {Figure(roc)}" : "";
        output.WriteLine($"{kappa}MCC {Figure(figures.Mcc)}{top2}{area}");
        if (figures is { LogLoss: { } loss, Brier: { } brier, CalibrationError: { } error })
        {
            output.WriteLine($"log loss {Figure(loss)} nats, Brier {Figure(brier)}, calibration error {Figure(error)}");
        }
    }

    private static string Averages(string title, int first, AverageFigures average, int samples) =>
        Row(title, first, Figure(average.Precision), Figure(average.Recall), Figure(average.F1), Count(samples));

    private static string Row(string title, int first, string precision, params ReadOnlySpan<string> others)
    {
        string row = TextCell.Left(TextCell.Cut(title, first), first) + TextCell.Right(precision, PrecisionWidth);
        foreach (string other in others)
        {
            row += TextCell.Right(other, FigureWidth);
        }

        return row;
    }

    private static string Range(IntervalFigures? intervals, Func<IntervalFigures, Interval> part) => intervals is null
        ? ""
        : $"  {(100 * intervals.Level).ToString("0.##", CultureInfo.InvariantCulture)} % interval "
            + $"{Figure(part(intervals).Low)} to {Figure(part(intervals).High)}";

    private static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);
}
