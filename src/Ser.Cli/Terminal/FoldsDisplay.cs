using Ser.Core;
using Ser.Training;
using Ser.Training.Fitting;

namespace Ser.Cli.Terminal;

/// <summary>Shows a cross-validation to a person: how many folds are done, what the running ones do, how long it will take.</summary>
/// <param name="folds">Folds that are to be trained.</param>
internal abstract class FoldsDisplay(int folds)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> said = new(StringComparer.Ordinal);

    /// <summary>Folds that are to be trained.</summary>
    protected int Folds => folds;

    /// <summary>Folds that are finished.</summary>
    protected int Finished { get; private set; }

    /// <summary>The time.</summary>
    protected FoldsClock Clock { get; } = new(folds);

    /// <summary>Who watches a fold. Called from any thread.</summary>
    public ITrainingObserver Of(int fold) => new FoldObserver(this, fold);

    /// <summary>A fold's folder is complete. Called from any thread.</summary>
    /// <param name="fold">Its number.</param>
    /// <param name="verdict">Its figures in a line.</param>
    public void OnFinished(int fold, string verdict)
    {
        lock (gate)
        {
            Finished++;
            Clock.Set(fold, 1);
            End(fold, verdict);
        }
    }

    /// <summary>A line for the user.</summary>
    protected abstract void Say(string line);

    /// <summary>Clips have been read or labelled.</summary>
    protected abstract void Work(int fold, WorkProgress progress);

    /// <summary>A fold's training begins.</summary>
    protected abstract void Start(int fold, TrainingSize size);

    /// <summary>An update has been done.</summary>
    protected abstract void Update(int fold, UpdateReport report);

    /// <summary>An epoch has ended.</summary>
    protected abstract void Epoch(int fold, EpochReport report);

    /// <summary>A fold is finished.</summary>
    protected abstract void End(int fold, string verdict);

    /// <summary>Such as "2:05 left"; empty where nobody can tell yet.</summary>
    protected string LeftText => Clock.Left is { } left && Finished < folds ? TimeLeft.Text(left) : "";

    private sealed class FoldObserver(FoldsDisplay display, int fold) : ITrainingObserver
    {
        public void OnWork(WorkProgress progress)
        {
            lock (display.gate)
            {
                display.Work(fold, progress);
            }
        }

        public void OnRemark(string remark)
        {
            lock (display.gate)
            {
                // Every worker reads the clips, and says the same of them.
                if (display.said.Add(remark))
                {
                    display.Say(remark);
                }
            }
        }

        public void OnStart(TrainingSize size)
        {
            lock (display.gate)
            {
                display.Clock.Start();
                display.Start(fold, size);
            }
        }

        public void OnUpdate(UpdateReport report)
        {
            lock (display.gate)
            {
                display.Clock.Set(fold, (double)report.Update / report.Updates);
                display.Update(fold, report);
            }
        }

        public void OnEpoch(EpochReport report)
        {
            lock (display.gate)
            {
                display.Epoch(fold, report);
            }
        }
    }
}
