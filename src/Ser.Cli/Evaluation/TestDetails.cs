using Ser.Evaluation;

namespace Ser.Cli.Evaluation;

/// <summary>Where the figures of a test come from: its speakers, its groups, its costliest confusions and its surest mistakes.</summary>
/// <param name="Breakdowns">By speaker, gender and intensity, as far as the corpus tells.</param>
/// <param name="Confusions">All of them, the one that costs UAR most first.</param>
/// <param name="Mistakes">Clips that are wrong, the most confident first; <see cref="MostMistakes"/> at most.</param>
internal sealed record TestDetails(
    IReadOnlyList<TestBreakdown> Breakdowns, IReadOnlyList<CostlyConfusion> Confusions, IReadOnlyList<LabelledClip> Mistakes)
{
    /// <summary>Mistakes that are kept; the table of predictions has all.</summary>
    public const int MostMistakes = 100;

    /// <summary>Takes a test apart.</summary>
    public static TestDetails Of(
        ClassificationFigures figures, IReadOnlyList<LabelledClip> clips, int[] truth, int[] predicted, float[][] probabilities)
    {
        TestBreakdown[] breakdowns =
        [
            By("speaker", clip => clip.Clip.Speaker), By("gender", clip => clip.Clip.Gender), By("intensity", clip => clip.Clip.Intensity),
        ];
        return new TestDetails(
            [.. breakdowns.Where(breakdown => breakdown.Groups.Count > 0)],
            CostlyConfusions.Of(figures),
            [.. ConfidentMistakes.Of(truth, predicted, probabilities, MostMistakes).Select(i => clips[i])]);

        TestBreakdown By(string what, Func<LabelledClip, string?> group) =>
            new(what, Breakdown.By(figures.Labels, truth, predicted, [.. clips.Select(group)]));
    }
}

/// <summary>The figures of the groups of a test.</summary>
/// <param name="By">"speaker", "gender" or "intensity".</param>
/// <param name="Groups">Worst first.</param>
internal sealed record TestBreakdown(string By, IReadOnlyList<GroupFigures> Groups);
