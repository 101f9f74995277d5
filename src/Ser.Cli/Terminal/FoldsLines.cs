using System.Diagnostics;
using Ser.Core;
using Ser.Training;
using Ser.Training.Fitting;

namespace Ser.Cli.Terminal;

/// <summary>Tells of a cross-validation in lines, for log files and pipes: where a fold begins and ends, and a sign of life now and then.</summary>
internal sealed class FoldsLines(ProgramOutput output, int folds) : FoldsDisplay(folds)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly HashSet<string> stages = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> epochs = [];
    private readonly Stopwatch sinceLine = Stopwatch.StartNew();

    protected override void Say(string line)
    {
        output.Remark(line);
        sinceLine.Restart();
    }

    protected override void Work(int fold, WorkProgress progress)
    {
        if (progress.Stage.StartsWith("reading", StringComparison.Ordinal) && stages.Add(progress.Stage))
        {
            Say($"{progress.Stage}: {progress.Total}");
        }
    }

    protected override void Start(int fold, TrainingSize size)
    {
        epochs[fold] = size.Epochs;
        if (size.Member == 1)
        {
            Say($"fold {fold}: {TrainingLines.Describe(size)}");
        }
    }

    protected override void Update(int fold, UpdateReport report)
    {
    }

    protected override void Epoch(int fold, EpochReport report)
    {
        if (sinceLine.Elapsed >= Pause)
        {
            Say($"fold {fold}: {(report.Member > 1 ? $"member {report.Member}, " : "")}epoch {report.Epoch}/{epochs.GetValueOrDefault(fold)}  {TrainingLines.Figures(report)}  {LeftText}");
        }
    }

    protected override void End(int fold, string verdict) =>
        Say($"fold {fold}: {verdict}" + (Finished < Folds ? $"  ({Finished} of {Folds} done, {LeftText})" : ""));
}
