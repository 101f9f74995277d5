using Ser.Core;
using Ser.Training;
using Ser.Training.Fitting;

namespace Ser.Cli.Terminal;

/// <summary>Tells of a training run in lines, one per epoch: for log files and pipes.</summary>
internal sealed class TrainingLines(ProgramOutput output) : ITrainingObserver
{
    private readonly Lock gate = new();
    private TrainingSize? size;
    private UpdateReport last;
    private string? stage;

    /// <inheritdoc />
    public void OnWork(WorkProgress progress)
    {
        lock (gate)
        {
            if (progress.Stage == stage)
            {
                return;
            }

            stage = progress.Stage;
        }

        output.Remark($"{progress.Stage}: {progress.Total}");
    }

    /// <inheritdoc />
    public void OnRemark(string remark) => output.Remark(remark);

    /// <inheritdoc />
    public void OnStart(TrainingSize size)
    {
        this.size = size;
        if (size.Member == 1)
        {
            output.Remark(Describe(size));
        }
    }

    /// <inheritdoc />
    public void OnUpdate(UpdateReport report) => last = report;

    /// <inheritdoc />
    public void OnEpoch(EpochReport report) => output.Remark(
        (size!.Members > 1 ? $"member {report.Member}/{size.Members}  " : "") + $"epoch {report.Epoch.ToString().PadLeft(size!.Epochs.ToString().Length)}/{size.Epochs}"
        + $"  {Figures(report)}"
        + $"  {report.ClipsPerSecond,4:0} clips/s  {TimeLeft.Text(last.Left)}");

    /// <summary>What was measured in an epoch.</summary>
    internal static string Figures(EpochReport report) => $"loss {report.TrainLoss:0.000}"
        + (report.ValidationUar is { } uar ? $"  validation loss {report.ValidationLoss:0.000}  validation UAR {uar:0.000}" : "");

    /// <summary>The sizes of a run in one line.</summary>
    internal static string Describe(TrainingSize size) =>
        $"training {(size.Members > 1 ? $"{size.Members} times " : "")}{size.Parameters} parameters on {Counted.Of(size.TrainClips, "clip")}: "
        + $"{Counted.Of(size.Epochs, "epoch")}, {Counted.Of(size.Updates, "update")}";
}
