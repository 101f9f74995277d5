using System.Diagnostics;

namespace Ser.Training.Fitting;

/// <summary>Speed of the loop and time to its end.</summary>
/// <param name="updates">Updates planned.</param>
/// <param name="clipsPerUpdate">Clips of one update.</param>
/// <param name="doneBefore">Updates that were done before this process.</param>
/// <param name="secondsBefore">The time that they took.</param>
internal sealed class LoopClock(int updates, int clipsPerUpdate, int doneBefore = 0, double secondsBefore = 0)
{
    private readonly Stopwatch run = Stopwatch.StartNew(), epoch = Stopwatch.StartNew();
    private readonly Stopwatch waiting = new();
    private int epochUpdates;

    /// <summary>Seconds since the loop began; where it was broken off, the time in between is left out.</summary>
    public double Seconds => secondsBefore + run.Elapsed.TotalSeconds;

    /// <summary>Training clips per second in this epoch, up to its last update.</summary>
    public double ClipsPerSecond { get; private set; }

    /// <summary>Share of the time so far in which the loop waited for data, 0 to 1.</summary>
    public double WaitedShare => waiting.Elapsed / run.Elapsed;

    /// <summary>Measures how long each item is waited for.</summary>
    public IEnumerable<T> Timed<T>(IEnumerable<T> items)
    {
        using var source = items.GetEnumerator();
        while (true)
        {
            waiting.Start();
            bool isThere = source.MoveNext();
            waiting.Stop();
            if (!isThere)
            {
                yield break;
            }

            yield return source.Current;
        }
    }

    /// <summary>Counts an update.</summary>
    public void UpdateDone()
    {
        epochUpdates++;
        ClipsPerSecond = epochUpdates * clipsPerUpdate / Math.Max(1e-9, epoch.Elapsed.TotalSeconds);
    }

    /// <summary>Begins a new epoch.</summary>
    public void EpochDone()
    {
        epochUpdates = 0;
        epoch.Restart();
    }

    /// <summary>Time that the rest will take if it goes on as it went so far.</summary>
    public TimeSpan Left(int done) => run.Elapsed * ((double)(updates - done) / Math.Max(1, done - doneBefore));
}
