using Ser.Evaluation;

namespace Ser.Cli.Evaluation;

/// <summary>Tests side by side, and whether each differs from the first.</summary>
/// <param name="Runs">The tests, two or more.</param>
/// <param name="Pairs">The first with each of the others, in their order.</param>
internal sealed record RunComparison(IReadOnlyList<MeasuredRun> Runs, IReadOnlyList<RunPair> Pairs)
{
    /// <summary>Compares.</summary>
    public static RunComparison Of(IReadOnlyList<MeasuredRun> runs) =>
        new(runs, [.. runs.Skip(1).Select((other, i) => RunPair.Of(runs[0], other, i + 1))]);

    /// <summary>What the table shows, one row a figure.</summary>
    public IReadOnlyList<ComparedFigure> Rows()
    {
        var rows = new List<ComparedFigure>
        {
            Row("UAR", figures => figures.Uar),
            Row("accuracy", figures => figures.Accuracy),
            Row("macro F1", figures => figures.Macro.F1),
            Row("weighted F1", figures => figures.Weighted.F1),
            Row("kappa", figures => figures.Kappa),
            Row("MCC", figures => figures.Mcc),
            Row("ROC area", figures => figures.RocAuc),
            Row("top 2", figures => figures.Top2),
            Row("log loss", figures => figures.LogLoss, isLessBetter: true),
            Row("Brier", figures => figures.Brier, isLessBetter: true),
            Row("calibration error", figures => figures.CalibrationError, isLessBetter: true),
        };
        foreach (string label in Corpora.Emotions.Order(Runs.SelectMany(run => run.Figures.Labels)))
        {
            rows.Add(Row($"F1 of {label}", figures => figures.Classes.FirstOrDefault(row => row.Label == label) is { Support: > 0 } one ? one.F1 : null));
        }

        return [.. rows.Where(row => row.Values.Any(value => value is not null))];
    }

    private ComparedFigure Row(string name, Func<ClassificationFigures, double?> figure, bool isLessBetter = false) =>
        new(name, [.. Runs.Select(run => figure(run.Figures))], isLessBetter);
}

/// <summary>One figure of several tests.</summary>
/// <param name="Name">Such as "UAR".</param>
/// <param name="Values">Of each test; null where it is not known.</param>
/// <param name="IsLessBetter">Whether the smallest is the best.</param>
internal sealed record ComparedFigure(string Name, IReadOnlyList<double?> Values, bool IsLessBetter)
{
    /// <summary>Whether a test has the best value, as three decimals show it; never where all have the same.</summary>
    public bool IsBest(int test)
    {
        double?[] shown = [.. Values.Select(value => value is { } number ? Math.Round(number, 3) : (double?)null)];
        double? best = IsLessBetter ? shown.Min() : shown.Max();
        return shown[test] is not null && shown[test] == best && shown.Any(value => value is not null && value != best);
    }
}

/// <summary>The first test and another one.</summary>
/// <param name="Other">Place of the other one.</param>
/// <param name="Clips">Clips of both; 0 where they are not the same.</param>
/// <param name="Difference">UAR of the other minus UAR of the first, drawn on the same speakers; null where the clips are not the same.</param>
/// <param name="Test">Which of them is right more often, b counting the first; null where the clips are not the same.</param>
/// <param name="Reason">Why there is no test; null where there is one.</param>
internal sealed record RunPair(int Other, int Clips, PairedDifference? Difference, McNemarResult? Test, string? Reason)
{
    /// <summary>Compares two tests.</summary>
    public static RunPair Of(MeasuredRun first, MeasuredRun other, int place)
    {
        string? reason = first.WhyNoClips ?? other.WhyNoClips;
        var pairs = first.Clips is { } own && other.Clips is { } theirs ? PairedClips.Of(own, theirs, out reason) : null;
        return pairs is null
            ? new RunPair(place, 0, null, null, reason)
            : new RunPair(place, pairs.Truth.Length, (pairs with { First = pairs.Second, Second = pairs.First }).Difference(), pairs.Test(), null);
    }
}
