using Ser.Core;
using Ser.Training.Tuning;

namespace Ser.Cli.Terminal;

/// <summary>Tells of a search in lines, for log files and pipes: one per trial and rung.</summary>
internal sealed class TuningLines(ProgramOutput output, HalvingPlan halving, int folds, IReadOnlyList<TrialScore> finished) : TuningDisplay(halving, folds, finished)
{
    private readonly HashSet<string> stages = new(StringComparer.Ordinal);

    protected override void Say(string line) => output.Remark(line);

    protected override void Work(WorkProgress progress)
    {
        if (stages.Add(progress.Stage))
        {
            Say($"{progress.Stage}: {progress.Total}");
        }
    }

    protected override void Update()
    {
    }
}
