using System.Globalization;
using Ser.Reporting.Published;

namespace Ser.Cli.Crossval;

/// <summary>The table of a cross-validation: a line per fold, then what they give together.</summary>
internal static class CrossvalTable
{
    private const int NameWidth = 20, CountWidth = 7, FigureWidth = 10;

    /// <summary>Writes the table.</summary>
    public static void Write(CrossvalResult result, TextWriter output)
    {
        output.WriteLine(Row("fold", "clips", "UAR", "accuracy", "macro F1") + "  epoch");
        foreach (var fold in result.Folds)
        {
            var figures = fold.Figures;
            string name = fold.Plan.Name == $"{fold.Plan.Fold}" ? fold.Plan.Name : $"{fold.Plan.Fold}  {fold.Plan.Name}";
            output.WriteLine(Row(name, $"{figures.Samples}", Figure(figures.Uar), Figure(figures.Accuracy), Figure(figures.Macro.F1)) + $"{fold.BestEpoch,7}");
        }

        output.WriteLine();
        output.WriteLine(Row("mean", "", Figure(result.Uar.Mean), Figure(result.Accuracy.Mean), Figure(result.MacroF1.Mean)));
        if (result.Uar.StandardDeviation is { } uar)
        {
            output.WriteLine(Row(
                "standard deviation", "", Figure(uar), Figure(result.Accuracy.StandardDeviation!.Value), Figure(result.MacroF1.StandardDeviation!.Value)));
        }

        foreach (var member in result.Members)
        {
            output.WriteLine(Row($"network {member.Member} alone", "", Figure(member.Uar), Figure(member.Accuracy), Figure(member.MacroF1)));
        }

        var pooled = result.Pooled;
        output.WriteLine(Row("all tests together", $"{pooled.Samples}", Figure(pooled.Uar), Figure(pooled.Accuracy), Figure(pooled.Macro.F1)));
        if (pooled.Intervals is { } intervals)
        {
            output.WriteLine();
            output.WriteLine(
                $"95 % interval of all tests: UAR {Figure(intervals.Uar.Low)} to {Figure(intervals.Uar.High)}, "
                + $"accuracy {Figure(intervals.Accuracy.Low)} to {Figure(intervals.Accuracy.High)}");
            output.WriteLine($"(bootstrap, {intervals.Unit}s drawn {intervals.Draws} times)");
        }

        if (pooled.SpeakerOverlap == true)
        {
            output.WriteLine();
            output.WriteLine("speakers of the tests may have been trained on: too good for new voices");
        }

        if (pooled.Transductive == true)
        {
            output.WriteLine();
            output.WriteLine("transductive: each speaker was normalised over all clips of that speaker;");
            output.WriteLine("not to be compared with figures of clips that are labelled one by one");
        }

        if (result.Published is { } published)
        {
            // EmoBox averages its folds too.
            output.WriteLine();
            PublishedText.Write(published, "this recipe, mean of the folds", result.Uar.Mean, result.Accuracy.Mean, result.MacroF1.Mean, output);
        }
    }

    private static string Row(string name, string clips, string uar, string accuracy, string f1)
    {
        name = name.Length <= NameWidth ? name : $"{name[..(NameWidth - 2)]}..";
        return name.PadRight(NameWidth) + clips.PadLeft(CountWidth) + uar.PadLeft(FigureWidth) + accuracy.PadLeft(FigureWidth) + f1.PadLeft(FigureWidth);
    }

    private static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
