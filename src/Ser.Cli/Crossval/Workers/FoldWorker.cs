using System.Collections.Concurrent;
using System.Globalization;
using Ser.Core;
using Ser.Training;
using Ser.Training.Fitting;

namespace Ser.Cli.Crossval.Workers;

/// <summary>
/// A process that trains folds for another one. On stdin it is told the folds that may come and the folder, then one fold after the other with the
/// threads that it may use, then "end"; on stdout it tells how it goes. When stdin ends without "end", the other process is gone or wants it to stop.
/// </summary>
internal static class FoldWorker
{
    /// <summary>The line that ends the work.</summary>
    public const string End = "end";

    /// <summary>Works until it is told to end.</summary>
    /// <param name="input">stdin.</param>
    /// <param name="output">stdout.</param>
    /// <param name="prepare">Makes the training of the folds that may come.</param>
    /// <param name="signals">Ctrl-C and SIGTERM.</param>
    /// <returns>The exit code.</returns>
    public static int Run(TextReader input, TextWriter output, Func<IReadOnlyList<int>, CrossvalFolder, FoldTraining> prepare, StopSignals signals)
    {
        int[] wanted = [.. (input.ReadLine() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];
        var folder = new CrossvalFolder(input.ReadLine() ?? "");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token);
        using var folds = new BlockingCollection<(int Number, int Threads)>();
        var reader = new Thread(() => Listen(input, folds, stop)) { IsBackground = true };
        reader.Start();

        var training = prepare(wanted, folder);
        var sink = new EventSink(output);
        try
        {
            foreach (var (fold, threads) in folds.GetConsumingEnumerable(stop.Token))
            {
                training.Run(fold, threads, new EventObserver(sink, fold), stop.Token);
                sink.Write(new WorkerEvent { Fold = fold, Finished = true });
            }

            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return signals.ExitCode == ExitCode.Done ? ExitCode.Interrupted : signals.ExitCode;
        }
    }

    private static void Listen(TextReader input, BlockingCollection<(int Number, int Threads)> folds, CancellationTokenSource stop)
    {
        try
        {
            while (input.ReadLine() is { } line)
            {
                if (line == End)
                {
                    folds.CompleteAdding();
                    return;
                }

                string[] order = line.Split(' ');
                folds.Add((Number(order[0]), Number(order[1])));
            }

            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work has ended; nobody waits for what stands on stdin.
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Writes events, a line each. Called from any thread.</summary>
    private sealed class EventSink(TextWriter output)
    {
        private readonly Lock gate = new();

        public void Write(WorkerEvent one)
        {
            lock (gate)
            {
                output.WriteLine(one.ToLine());
                output.Flush();
            }
        }
    }

    private sealed class EventObserver(EventSink sink, int fold) : ITrainingObserver
    {
        public void OnWork(WorkProgress progress) => sink.Write(new WorkerEvent { Fold = fold, Work = progress });

        public void OnRemark(string remark) => sink.Write(new WorkerEvent { Fold = fold, Remark = remark });

        public void OnStart(TrainingSize size) => sink.Write(new WorkerEvent { Fold = fold, Size = size });

        public void OnUpdate(UpdateReport report) => sink.Write(new WorkerEvent { Fold = fold, Update = report });

        public void OnEpoch(EpochReport report) => sink.Write(new WorkerEvent { Fold = fold, Epoch = report });
    }
}
