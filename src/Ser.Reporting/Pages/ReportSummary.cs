using Ser.Evaluation;

namespace Ser.Reporting.Pages;

/// <summary>What a report says in two sentences.</summary>
internal static class ReportSummary
{
    /// <summary>What guessing gives: one over the number of classes that occur.</summary>
    public static double Chance(ClassificationFigures figures) => 1.0 / Math.Max(1, figures.Classes.Count(one => one.Support > 0));

    /// <summary>As HTML, figures standing out.</summary>
    public static string ToHtml(ReportData data)
    {
        var figures = data.Figures;
        string interval = figures.Intervals is { } intervals
            ? $" ({Html.Text($"{100 * intervals.Level:0} % interval {Html.Figure(intervals.Uar.Low)} to {Html.Figure(intervals.Uar.High)}, {intervals.Unit}s drawn")})" : "";
        string folds = data.Folds.Count > 0 ? $" in {Html.Counted(data.Folds.Count, "fold")}" : "";
        return $"On {Html.Counted(figures.Samples, "clip")}{Speakers(data)}{folds}, the model tells "
            + $"{Html.Counted(figures.Classes.Count(one => one.Support > 0), "class", "classes")} apart with an unweighted average recall (UAR) of "
            + $"<strong>{Html.Figure(figures.Uar)}</strong>{interval}; guessing gives {Html.Figure(Chance(figures))}. {Worst(figures)}";
    }

    private static string Speakers(ReportData data)
    {
        int speakers = data.Clips.Select(clip => clip.Speaker).Where(speaker => !string.IsNullOrEmpty(speaker)).Distinct(StringComparer.Ordinal).Count();
        return speakers == 0 ? "" : $" of {Html.Counted(speakers, "speaker")}";
    }

    private static string Worst(ClassificationFigures figures)
    {
        if (figures.Classes.Where(one => one.Support > 0).MinBy(one => one.Recall) is not { Recall: < 1 } worst)
        {
            return "It is never wrong.";
        }

        string taken = CostlyConfusions.Of(figures).FirstOrDefault(confusion => confusion.Truth == worst.Label) is { } most
            ? $", most often taken for {Label(most.Predicted)}" : "";
        return $"The hardest class is {Label(worst.Label)}: {Html.Counted((int)Math.Round(worst.Recall * worst.Support), "clip")} of {Html.Count(worst.Support)} found{taken}.";
    }

    private static string Label(string label) => $"<em>{Html.Name(label)}</em>";
}
