using Ser.Core;

namespace Ser.Evaluation;

/// <summary>
/// Says how far UAR and accuracy would move with other speakers: whole speakers are drawn with replacement, as many as
/// there are, and the figures are taken anew from all their clips.
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

    /// <summary>Draws the intervals of UAR and accuracy; the same for the same seed, whatever the order of the clips.</summary>
    /// <param name="truth">Class of each clip, 0 or more; one clip or more.</param>
    /// <param name="predicted">What each clip was taken for, in the same order.</param>
    /// <param name="speakers">
    /// Speaker of each clip. Clips are drawn instead where this is null, where one clip has no speaker (null or empty), or
    /// where there is but one: a single speaker drawn again and again would give an interval of width 0.
    /// </param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="draws">How many draws: 1 or more.</param>
    /// <returns>In a draw, UAR is the mean over the classes that this draw has.</returns>
    /// <exception cref="ArgumentException">Nothing to draw from, or lengths that differ.</exception>
    public static IntervalFigures Intervals(
        IReadOnlyList<int> truth,
        IReadOnlyList<int> predicted,
        IReadOnlyList<string?>? speakers,
        long seed,
        int draws = 2000)
    {
        Check(truth, predicted, speakers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);

        // A clip counts as 2 × its class, + 1 if it is right; nothing else of it matters here.
        int[] codes = new int[truth.Count];
        for (int clip = 0; clip < codes.Length; clip++)
        {
            codes[clip] = (2 * truth[clip]) + (truth[clip] == predicted[clip] ? 1 : 0);
        }

        bool bySpeaker = speakers is not null && !speakers.Any(string.IsNullOrEmpty)
            && speakers.Distinct(StringComparer.Ordinal).Skip(1).Any();
        int[][] units = bySpeaker ? OfSpeakers(codes, speakers!) : OfClips(codes);

        double[] uar = new double[draws];
        double[] accuracy = new double[draws];
        int[] counts = new int[codes.Max() / 2 * 2 + 2];
        for (int draw = 0; draw < draws; draw++)
        {
            var random = new KeyedRandom(seed, "", "bootstrap", draw);
            Array.Clear(counts);
            for (int i = 0; i < units.Length; i++)
            {
                foreach (int code in units[random.Below(units.Length)])
                {
                    counts[code]++;
                }
            }

            (uar[draw], accuracy[draw]) = Figures(counts);
        }

        return new IntervalFigures(Middle(uar), Middle(accuracy), Level, bySpeaker ? "speaker" : "clip", draws);
    }

    /// <summary>In the order of names, so that the order of the clips does not decide which speaker a draw means.</summary>
    private static int[][] OfSpeakers(int[] codes, IReadOnlyList<string?> speakers) =>
        [.. Enumerable.Range(0, codes.Length)
            .GroupBy(clip => speakers[clip]!, clip => codes[clip], StringComparer.Ordinal)
            .OrderBy(speaker => speaker.Key, StringComparer.Ordinal)
            .Select(speaker => speaker.ToArray())];

    private static int[][] OfClips(int[] codes) => [.. codes.Order().Select(code => new[] { code })];

    private static (double Uar, double Accuracy) Figures(int[] counts)
    {
        double recalls = 0;
        int classes = 0, right = 0, all = 0;
        for (int i = 0; i < counts.Length; i += 2)
        {
            int support = counts[i] + counts[i + 1];
            if (support > 0)
            {
                recalls += (double)counts[i + 1] / support;
                classes++;
                right += counts[i + 1];
                all += support;
            }
        }

        return (recalls / classes, (double)right / all);
    }

    private static Interval Middle(double[] values)
    {
        Array.Sort(values);
        return new Interval(Quantile(values, (1 - Level) / 2), Quantile(values, (1 + Level) / 2));
    }

    /// <summary>Between the two nearest values in proportion (numpy's "linear").</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private static void Check(IReadOnlyList<int> truth, IReadOnlyList<int> predicted, IReadOnlyList<string?>? speakers)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        if (truth.Count == 0 || truth.Any(index => index < 0))
        {
            throw new ArgumentException(truth.Count == 0 ? "there are no clips to draw" : "a class is negative", nameof(truth));
        }

        if (predicted.Count != truth.Count)
        {
            throw new ArgumentException($"{predicted.Count} predictions for {truth.Count} clips", nameof(predicted));
        }

        if (speakers is not null && speakers.Count != truth.Count)
        {
            throw new ArgumentException($"{speakers.Count} speakers for {truth.Count} clips", nameof(speakers));
        }
    }
}
