namespace Ser.Training.Tuning;

/// <summary>
/// Successive halving by thirds: all trials get a short schedule, the best third a longer one, the best third of those the whole one.
/// </summary>
/// <remarks>
/// Jamieson and Talwalkar 2016, "Non-stochastic best arm identification and hyperparameter optimization", with η = 3. Each rung trains
/// anew along a schedule of its own, to its end: a learning rate that was stopped half-way down says little about where it would have ended.
/// </remarks>
public sealed class HalvingPlan
{
    /// <summary>Rungs of the ladder.</summary>
    public const int Rungs = 3;

    /// <summary>One in so many goes on to the next rung, which is so many times as long.</summary>
    public const int Reduction = 3;

    /// <param name="trials">How many trials, 1 or more.</param>
    /// <param name="updates">Updates of the last rung, 1 or more.</param>
    public HalvingPlan(int trials, int updates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(updates, 1);
        int[] shares = [.. Enumerable.Range(0, Rungs).Select(rung => (int)Math.Pow(Reduction, Rungs - 1 - rung))];
        Updates = [.. shares.Select(share => Ceiling(updates, share))];
        Sizes = [.. shares.Reverse().Select(share => Ceiling(trials, share))];
    }

    /// <summary>Updates of a training of each rung.</summary>
    public IReadOnlyList<int> Updates { get; }

    /// <summary>Trials of each rung.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>Updates of all trainings, for one fold.</summary>
    public long AllUpdates => Updates.Zip(Sizes, (updates, trials) => (long)updates * trials).Sum();

    /// <summary>The trials of a rung, in the order of their numbers.</summary>
    /// <param name="rung">Counted from 1.</param>
    /// <param name="below">The scores of all trials of the rung below; not looked at for the first.</param>
    public IReadOnlyList<int> TrialsOf(int rung, IEnumerable<TrialScore> below) => rung == 1
        ? [.. Enumerable.Range(1, Sizes[0])]
        : [.. Best(below).Take(Sizes[rung - 1]).Select(score => score.Trial).Order()];

    /// <summary>The best first; among equals the one of the lower number.</summary>
    public static IEnumerable<TrialScore> Best(IEnumerable<TrialScore> scores) => scores.OrderByDescending(score => score.Uar).ThenBy(score => score.Trial);

    private static int Ceiling(int count, int divisor) => (count + divisor - 1) / divisor;
}
