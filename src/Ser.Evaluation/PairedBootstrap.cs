namespace Ser.Evaluation;

/// <summary>Says whether one model is better than another on the same clips: both are measured on the same drawn speakers.</summary>
/// <remarks>
/// A hard speaker is hard for both, so the difference moves less than either figure; two intervals that overlap say nothing of it.
/// Percentile bootstrap over speakers as in <see cref="SpeakerBootstrap"/>. The p value turns the interval round: twice the share of the
/// draws on the rarer side of 0 (draws at 0 count for both), one draw added to each side as in Davison and Hinkley 1997, at most 1.
/// </remarks>
public static class PairedBootstrap
{
    /// <summary>
    /// Draws the difference of UAR, on all threads; the same for the same seed, whatever the threads and the order of the clips.
    /// </summary>
    /// <param name="truth">Class of each clip, 0 or more; one clip or more.</param>
    /// <param name="a">What the first model took each clip for, in the same order.</param>
    /// <param name="b">What the second model took it for.</param>
    /// <param name="speakers">
    /// Speaker of each clip. Clips are drawn instead where this is null, where one clip has no speaker (null or empty), or
    /// where there is but one.
    /// </param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="draws">How many draws: 1 or more.</param>
    /// <exception cref="ArgumentException">Nothing to draw from, or lengths that differ.</exception>
    public static PairedDifference Difference(
        IReadOnlyList<int> truth,
        IReadOnlyList<int> a,
        IReadOnlyList<int> b,
        IReadOnlyList<string?>? speakers,
        long seed,
        int draws = 2000)
    {
        Check(truth, a, b, speakers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);

        // Four kinds of clips a class: both wrong, only b right, only a right, both right.
        int kinds = 4 * (truth.Max() + 1);
        int[] kindOfClip = new int[truth.Count];
        int[] all = new int[kinds];
        for (int clip = 0; clip < kindOfClip.Length; clip++)
        {
            kindOfClip[clip] = (4 * truth[clip]) + (a[clip] == truth[clip] ? 2 : 0) + (b[clip] == truth[clip] ? 1 : 0);
            all[kindOfClip[clip]]++;
        }

        var units = new UnitDraws(kindOfClip, kinds, speakers);
        double[] differences = new double[draws];
        units.Run(seed, "paired bootstrap", draws, (draw, counts) => differences[draw] = Difference(counts));

        int notAbove = differences.Count(difference => difference <= 0), notBelow = differences.Count(difference => difference >= 0);
        double p = Math.Min(1, 2.0 * (Math.Min(notAbove, notBelow) + 1) / (draws + 1));
        return new PairedDifference(Difference(all), Interval.Middle(differences, SpeakerBootstrap.Level)!.Value, p, units.Unit, draws);
    }

    /// <summary>Mean over the classes that occur; whole numbers are subtracted before dividing, so equal models differ by exactly 0.</summary>
    private static double Difference(int[] counts)
    {
        double sum = 0;
        int classes = 0;
        for (int i = 0; i < counts.Length; i += 4)
        {
            int support = counts[i] + counts[i + 1] + counts[i + 2] + counts[i + 3];
            if (support > 0)
            {
                sum += (double)(counts[i + 2] - counts[i + 1]) / support;
                classes++;
            }
        }

        return sum / classes;
    }

    private static void Check(IReadOnlyList<int> truth, IReadOnlyList<int> a, IReadOnlyList<int> b, IReadOnlyList<string?>? speakers)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (truth.Count == 0 || truth.Any(index => index < 0))
        {
            throw new ArgumentException(truth.Count == 0 ? "there are no clips to draw" : "a class is negative", nameof(truth));
        }

        if (a.Count != truth.Count || b.Count != truth.Count)
        {
            throw new ArgumentException($"{a.Count} and {b.Count} predictions for {truth.Count} clips", a.Count != truth.Count ? nameof(a) : nameof(b));
        }

        if (speakers is not null && speakers.Count != truth.Count)
        {
            throw new ArgumentException($"{speakers.Count} speakers for {truth.Count} clips", nameof(speakers));
        }
    }
}
