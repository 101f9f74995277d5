using System.Diagnostics;
using Ser.Core;
using Ser.Training;
using Ser.Training.Fitting;
using Ser.Training.Tuning;

namespace Ser.Cli.Terminal;

/// <summary>Shows a search to a person: which trial is trained, how it did, how long the rest will take.</summary>
/// <param name="halving">What is to be done.</param>
/// <param name="folds">Trainings of a trial.</param>
/// <param name="finished">What was done before.</param>
internal abstract class TuningDisplay(HalvingPlan halving, int folds, IReadOnlyList<TrialScore> finished) : ITrainingObserver
{
    private readonly Lock gate = new();
    private readonly double all = (halving.AllUpdates - finished.Sum(score => (long)score.Updates)) * folds;
    private Stopwatch? clock;
    private double done;
    private int fold, budget;

    /// <summary>Share of the work that is done, 0 to 1.</summary>
    protected double Share { get; private set; }

    /// <summary>Such as "trial 4, rung 1 of 3".</summary>
    protected string Trial { get; private set; } = "";

    /// <summary>Such as "2:05 left"; empty where nobody can tell yet.</summary>
    protected string LeftText => clock is null || Share is 0 or 1 ? "" : TimeLeft.Text(clock.Elapsed * ((1 - Share) / Share));

    /// <summary>A trial begins on a rung.</summary>
    public void Begin(int trial, int rung)
    {
        lock (gate)
        {
            Trial = $"trial {trial}, rung {rung} of {HalvingPlan.Rungs}";
            budget = halving.Updates[rung - 1];
            fold = 0;
        }
    }

    /// <summary>A trial has a score.</summary>
    public void End(TrialScore score)
    {
        lock (gate)
        {
            done += (double)budget * folds;
            Share = Math.Min(1, done / all);
            Say($"{Trial}: UAR {score.Uar:0.000} after {Counted.Of(score.Updates, "update")}" + (LeftText.Length > 0 ? $"  ({LeftText})" : ""));
            if (score.Fault is { } fault)
            {
                Say($"{Trial}: a fold counts as 0: {fault}");
            }
        }
    }

    /// <inheritdoc />
    public void OnWork(WorkProgress progress)
    {
        lock (gate)
        {
            Work(progress);
        }
    }

    /// <inheritdoc />
    public void OnRemark(string remark)
    {
        lock (gate)
        {
            // What is said of the clips is worth knowing; what every one of some hundred trainings says is not.
            if (clock is null)
            {
                Say(remark);
            }
        }
    }

    /// <inheritdoc />
    public void OnStart(TrainingSize size)
    {
        lock (gate)
        {
            clock ??= Stopwatch.StartNew();   // reading the clips is not repeated, so it is no measure
            fold++;
        }
    }

    /// <inheritdoc />
    public void OnUpdate(UpdateReport report)
    {
        lock (gate)
        {
            Share = Math.Min(1, (done + (budget * (fold - 1 + ((double)report.Update / report.Updates)))) / all);
            Update();
        }
    }

    /// <inheritdoc />
    public void OnEpoch(EpochReport report)
    {
    }

    /// <summary>A line for the user.</summary>
    protected abstract void Say(string line);

    /// <summary>Clips have been read.</summary>
    protected abstract void Work(WorkProgress progress);

    /// <summary>An update has been done.</summary>
    protected abstract void Update();
}
