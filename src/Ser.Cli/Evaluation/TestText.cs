using System.Globalization;
using Ser.Evaluation;
using Ser.Reporting;
using Ser.Reporting.Published;

namespace Ser.Cli.Evaluation;

/// <summary>What stands below the table of figures: groups, costly confusions, confident mistakes, published results; within 80 columns.</summary>
internal static class TestText
{
    private const int NameWidth = 32, CountWidth = 8, FigureWidth = 10;

    /// <summary>Groups, confusions and mistakes that are shown; JSON has all.</summary>
    private const int Shown = 5;

    /// <summary>Writes it.</summary>
    public static void Write(ModelTest test, TextWriter output)
    {
        foreach (var breakdown in test.Details.Breakdowns.Where(breakdown => breakdown.Groups.Count > 1))
        {
            output.WriteLine();
            Write(breakdown, output);
        }

        if (test.Details.Confusions.Count > 0)
        {
            output.WriteLine();
            Write(test.Details.Confusions, output);
            output.WriteLine();
            Write(test.Details.Mistakes, output);
        }

        if (test.Published is { } published)
        {
            output.WriteLine();
            PublishedText.Write(published, "this model", test.Figures.Uar, test.Figures.Accuracy, test.Figures.Macro.F1, output);
        }
    }

    private static void Write(TestBreakdown breakdown, TextWriter output)
    {
        bool isCut = breakdown.Groups.Count > Shown + 1;
        output.WriteLine(Row($"by {breakdown.By}, worst first", "clips", "UAR", "accuracy", "macro F1"));
        foreach (var group in isCut ? breakdown.Groups.Take(Shown) : breakdown.Groups)
        {
            output.WriteLine(Of(group));
        }

        if (isCut)
        {
            output.WriteLine($"  ... {breakdown.Groups.Count - Shown - 1} between, and the best:");
            output.WriteLine(Of(breakdown.Groups[^1]));
        }

        static string Of(GroupFigures group) =>
            Row($"  {group.Group}", Count(group.Clips), Figure(group.Uar), Figure(group.Accuracy), Figure(group.MacroF1));
    }

    private static void Write(IReadOnlyList<CostlyConfusion> confusions, TextWriter output)
    {
        output.WriteLine(Row("what costs UAR most", "clips", "of class", "of UAR"));
        foreach (var confusion in confusions.Take(Shown))
        {
            output.WriteLine(Row(
                $"  {confusion.Truth} taken for {confusion.Predicted}", Count(confusion.Clips), Percent(confusion.Share), Figure(confusion.Cost)));
        }
    }

    private static void Write(IReadOnlyList<LabelledClip> mistakes, TextWriter output)
    {
        output.WriteLine("wrong, and most sure of it");
        foreach (var clip in mistakes.Take(Shown))
        {
            string line = $"  {Figure(clip.Prediction.Confidence)} {clip.Prediction.Label}, is {clip.Clip.Label}: ";
            output.WriteLine(TextCell.Clean(line + clip.Clip.Name));   // a name is not cut: somebody wants to listen to it
        }
    }

    private static string Row(string name, string clips, params ReadOnlySpan<string> figures)
    {
        string row = TextCell.Left(TextCell.Cut(TextCell.Clean(name), NameWidth), NameWidth) + TextCell.Right(clips, CountWidth);
        foreach (string figure in figures)
        {
            row += TextCell.Right(figure, FigureWidth);
        }

        return row;
    }

    private static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
