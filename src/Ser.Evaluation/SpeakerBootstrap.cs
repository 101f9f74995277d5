namespace Ser.Evaluation;

/// <summary>
/// Says how far figures would move with other speakers: whole speakers are drawn with replacement, as many as there are, and the
/// figures are taken anew from all their clips.
/// </summary>
/// <remarks>
/// Percentile bootstrap (Efron and Tibshirani 1993, ch. 13), over clusters because clips of one speaker are alike: drawn one
/// by one they would feign a certainty that a new voice does not keep. Few speakers give few different draws; below ten or
/// so the interval is a hint.
/// </remarks>
public static class SpeakerBootstrap
{
    /// <summary>Share of the draws inside the interval.</summary>
    public const double Level = 0.95;

    /// <summary>
    /// Draws the intervals of UAR, accuracy and macro F1, on all threads; the same for the same seed, whatever the threads and the
    /// order of the clips.
    /// </summary>
    /// <param name="truth">Class of each clip, 0 or more; one clip or more.</param>
    /// <param name="predicted">What each clip was taken for, in the same order.</param>
    /// <param name="speakers">
    /// Speaker of each clip. Clips are drawn instead where this is null, where one clip has no speaker (null or empty), or
    /// where there is but one: a single speaker drawn again and again would give an interval of width 0.
    /// </param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="draws">How many draws: 1 or more.</param>
    /// <returns>
    /// In a draw, UAR is the mean over the classes that this draw has, macro F1 over those that it has or predicts.
    /// </returns>
    /// <exception cref="ArgumentException">Nothing to draw from, or lengths that differ.</exception>
    public static IntervalFigures Intervals(
        IReadOnlyList<int> truth,
        IReadOnlyList<int> predicted,
        IReadOnlyList<string?>? speakers,
        long seed,
        int draws = 2000)
    {
        var (drawn, unit) = Draw(truth, predicted, speakers, seed, draws);
        return Headline(drawn, unit, draws);
    }

    /// <summary>The figures, with the intervals of the whole and of each class's recall and F1; the same draws for all of them.</summary>
    /// <param name="figures">What was measured of these clips.</param>
    /// <param name="truth">Class of each clip, an index into the figures' labels.</param>
    /// <param name="predicted">What each clip was taken for, in the same order.</param>
    /// <param name="speakers">Speaker of each clip, or null; as in <see cref="Intervals"/>.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="draws">How many draws: 1 or more.</param>
    /// <returns>A class's interval is taken from the draws that have the class; null where none has it.</returns>
    /// <exception cref="ArgumentException">Nothing to draw from, lengths that differ, or figures of other clips.</exception>
    public static ClassificationFigures Add(
        ClassificationFigures figures,
        IReadOnlyList<int> truth,
        IReadOnlyList<int> predicted,
        IReadOnlyList<string?>? speakers,
        long seed,
        int draws = 2000)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var (drawn, unit) = Draw(truth, predicted, speakers, seed, draws);
        if (figures.Samples != truth.Count || drawn.Classes > figures.Labels.Count)
        {
            throw new ArgumentException("the figures are of other clips", nameof(figures));
        }

        return figures with
        {
            Intervals = Headline(drawn, unit, draws),
            Classes = [.. figures.Classes.Select((one, i) => i >= drawn.Classes ? one : one with
            {
                RecallInterval = Interval.Middle(drawn.Recall(i), Level),
                F1Interval = Interval.Middle(drawn.F1(i), Level),
            })],
        };
    }

    private static (DrawnFigures Drawn, string Unit) Draw(
        IReadOnlyList<int> truth, IReadOnlyList<int> predicted, IReadOnlyList<string?>? speakers, long seed, int draws)
    {
        Check(truth, predicted, speakers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);

        // By class, and within a class the wrong ones first: where clips are drawn, this order says which one a number means.
        var pairs = truth.Zip(predicted);
        (int Truth, int Predicted)[] kinds = [.. pairs.Distinct()
            .OrderBy(kind => kind.First).ThenBy(kind => kind.First == kind.Second).ThenBy(kind => kind.Second)];
        var place = kinds.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var units = new UnitDraws([.. pairs.Select(pair => place[pair])], kinds.Length, speakers);
        var drawn = new DrawnFigures(kinds, draws);
        units.Run(seed, "bootstrap", draws, drawn.Measure);
        return (drawn, units.Unit);
    }

    private static IntervalFigures Headline(DrawnFigures drawn, string unit, int draws) =>
        new(Middle(drawn.Uar), Middle(drawn.Accuracy), Level, unit, draws, Middle(drawn.MacroF1));

    private static Interval Middle(double[] values) => Interval.Middle(values, Level)!.Value;   // every draw has clips, so none is NaN

    private static void Check(IReadOnlyList<int> truth, IReadOnlyList<int> predicted, IReadOnlyList<string?>? speakers)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        if (truth.Count == 0 || truth.Any(index => index < 0))
        {
            throw new ArgumentException(truth.Count == 0 ? "there are no clips to draw" : "a class is negative", nameof(truth));
        }

        if (predicted.Count != truth.Count || predicted.Any(index => index < 0))
        {
            throw new ArgumentException(
                predicted.Count != truth.Count ? $"{predicted.Count} predictions for {truth.Count} clips" : "a class is negative",
                nameof(predicted));
        }

        if (speakers is not null && speakers.Count != truth.Count)
        {
            throw new ArgumentException($"{speakers.Count} speakers for {truth.Count} clips", nameof(speakers));
        }
    }
}
