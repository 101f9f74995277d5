using System.Collections.Concurrent;
using Ser.Cli.Terminal;
using Ser.Core;

namespace Ser.Cli.Crossval.Workers;

/// <summary>
/// Trains folds side by side, each worker in a process of its own: random numbers, thread settings and the garbage collector's pauses
/// of libtorch belong to a whole process, so two trainings in one would disturb each other.
/// </summary>
/// <param name="jobs">Processes at most.</param>
/// <param name="display">Watches the folds.</param>
internal sealed class WorkerPool(int jobs, FoldsDisplay display)
{
    /// <summary>Trains folds; a worker that has finished one takes the next.</summary>
    /// <param name="folds">Their numbers.</param>
    /// <param name="finished">Is called when a fold's folder is complete; from any thread.</param>
    /// <param name="cancel">Stops all workers; finished folds are kept.</param>
    /// <exception cref="UserError">A worker failed; the others were stopped.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(IReadOnlyList<int> folds, Action<int> finished, CancellationToken cancel)
    {
        var queue = new ConcurrentQueue<int>(folds);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var failures = new ConcurrentQueue<UserError>();
        Thread[] drivers =
        [
            .. Enumerable.Range(0, Math.Min(jobs, folds.Count)).Select(_ => new Thread(() =>
            {
                try
                {
                    Drive(folds, queue, finished, stop.Token);
                }
                catch (UserError error)
                {
                    failures.Enqueue(error);
                    stop.Cancel();
                }
            })),
        ];
        Array.ForEach(drivers, driver => driver.Start());
        Array.ForEach(drivers, driver => driver.Join());
        cancel.ThrowIfCancellationRequested();
        if (failures.TryDequeue(out var first))
        {
            throw first;
        }
    }

    private void Drive(IReadOnlyList<int> wanted, ConcurrentQueue<int> queue, Action<int> finished, CancellationToken stop)
    {
        if (!queue.TryDequeue(out int fold))
        {
            return;
        }

        using var worker = new WorkerProcess();
        using var onStop = stop.Register(worker.Stop);
        worker.Write(string.Join(' ', wanted));
        worker.Write($"{fold}");
        while (worker.Read() is { } one)
        {
            one.Tell(display.Of(one.Fold));
            if (!one.Finished)
            {
                continue;
            }

            finished(fold);
            if (queue.TryDequeue(out int next))
            {
                fold = next;
                worker.Write($"{fold}");
            }
            else
            {
                worker.Write(FoldWorker.End);
            }
        }

        int exitCode = worker.Wait();
        if (exitCode != ExitCode.Done && !stop.IsCancellationRequested)
        {
            throw new UserError(worker.Complaint is { } complaint
                ? $"fold {fold}: {complaint}"
                : $"fold {fold}: its process ended with code {exitCode}{(exitCode == 137 ? ", mostly for want of memory" : "")}; "
                    + "finished folds are kept: run the same command again, with --jobs 1");
        }
    }
}
