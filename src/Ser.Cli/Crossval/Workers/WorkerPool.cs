using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Ser.Cli.Terminal;
using Ser.Core;

namespace Ser.Cli.Crossval.Workers;

/// <summary>
/// Trains folds side by side, each worker in a process of its own: random numbers, thread settings and the garbage collector's pauses
/// of libtorch belong to a whole process, so two trainings in one would disturb each other.
/// </summary>
/// <param name="jobs">Processes at most.</param>
/// <param name="threads">Threads of all of them together; every process has one at least.</param>
/// <param name="folder">Where the folds' run folders go.</param>
/// <param name="display">Watches the folds.</param>
internal sealed class WorkerPool(int jobs, int threads, CrossvalFolder folder, FoldsDisplay display)
{
    /// <summary>Trains folds; a worker that has finished one takes the next.</summary>
    /// <param name="folds">Their numbers.</param>
    /// <param name="finished">Is called when a fold's folder is complete; from any thread.</param>
    /// <param name="cancel">Stops all workers; finished folds are kept.</param>
    /// <exception cref="UserError">A worker failed; the others were stopped.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(IReadOnlyList<int> folds, Action<int> finished, CancellationToken cancel)
    {
        int side = Math.Min(jobs, folds.Count), last = folds.Count % side;
        var queue = new ConcurrentQueue<Order>(folds.Index().Select(pair =>
        {
            // Where the jobs do not divide the folds evenly, the last folds have the others' threads.
            bool isLast = pair.Index >= folds.Count - last;
            return new Order(pair.Item, Math.Max(1, threads / (isLast ? last : side)));
        }));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var failures = new ConcurrentQueue<Exception>();
        Thread[] drivers =
        [
            .. Enumerable.Range(0, side).Select(_ => new Thread(() =>
            {
                try
                {
                    Drive(folds, queue, finished, stop.Token);
                }
                catch (Exception error)   // of any kind: it is thrown again below, where the program decides about it
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
            ExceptionDispatchInfo.Throw(first);
        }
    }

    private void Drive(IReadOnlyList<int> wanted, ConcurrentQueue<Order> queue, Action<int> finished, CancellationToken stop)
    {
        if (!queue.TryDequeue(out var order))
        {
            return;
        }

        using var worker = new WorkerProcess();
        using var onStop = stop.Register(worker.Stop);
        worker.Write(string.Join(' ', wanted));
        worker.Write(folder.Location);
        worker.Write(order.ToLine());
        while (worker.Read() is { } one)
        {
            one.Tell(display.Of(one.Fold));
            if (!one.Finished)
            {
                continue;
            }

            finished(order.Fold);
            if (queue.TryDequeue(out var next))
            {
                order = next;
                worker.Write(order.ToLine());
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
                ? $"fold {order.Fold}: {complaint}"
                : $"fold {order.Fold}: its process ended with code {exitCode}{(exitCode == 137 ? ", mostly for want of memory" : "")}; "
                    + "finished folds are kept: run the same command again, with --jobs 1");
        }
    }

    /// <summary>A fold, and the threads that it may use.</summary>
    private sealed record Order(int Fold, int Threads)
    {
        public string ToLine() => $"{Fold} {Threads}";
    }
}
