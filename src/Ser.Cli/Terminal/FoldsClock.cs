using System.Diagnostics;

namespace Ser.Cli.Terminal;

/// <summary>How far the folds of a cross-validation have come, and how long the rest will take.</summary>
/// <param name="folds">Folds that are to be trained.</param>
internal sealed class FoldsClock(int folds)
{
    private readonly Dictionary<int, double> shares = [];
    private Stopwatch? clock;

    /// <summary>Folds done, those in work counted by their share: 0 to the number of folds.</summary>
    public double Done => shares.Values.Sum();

    /// <summary>Time to the end at the mean speed so far; null before anything is done.</summary>
    public TimeSpan? Left => clock is null || Done <= 0 ? null : clock.Elapsed * ((folds - Done) / Done);

    /// <summary>The training of the first fold begins: reading the clips is not repeated, so it is no measure.</summary>
    public void Start() => clock ??= Stopwatch.StartNew();

    /// <summary>A fold has come so far.</summary>
    /// <param name="fold">Its number.</param>
    /// <param name="share">0 to 1.</param>
    public void Set(int fold, double share) => shares[fold] = share;
}
