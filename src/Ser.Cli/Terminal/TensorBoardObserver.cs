using Ser.Core;
using Ser.Reporting.TensorBoard;
using Ser.Training;
using Ser.Training.Fitting;

namespace Ser.Cli.Terminal;

/// <summary>Writes the figures of every epoch to an event file that TensorBoard shows, and passes everything on.</summary>
/// <remarks>Steps are epochs. A file that can no longer be written, as on a full disk, ends with a warning; the training goes on.</remarks>
internal sealed class TensorBoardObserver : ITrainingObserver, IDisposable
{
    private readonly EventFile events;
    private readonly ITrainingObserver next;
    private bool broken;
    private int members = 1;

    private TensorBoardObserver(EventFile events, ITrainingObserver next) => (this.events, this.next) = (events, next);

    /// <summary>Begins an event file.</summary>
    /// <param name="folder">Where it goes, beside those of other runs; made where there is none.</param>
    /// <param name="next">Is told everything too.</param>
    /// <exception cref="UserError">The file cannot be written.</exception>
    public static TensorBoardObserver Open(string folder, ITrainingObserver next)
    {
        AtomicFile.PrepareFolder(folder);
        var now = DateTimeOffset.UtcNow;
        string file = Path.Combine(folder, EventFile.NameAt(now));
        try
        {
            // Not beside its place and renamed: TensorBoard reads it while it grows.
            return new TensorBoardObserver(new EventFile(new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite), now), next);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{file}: cannot be written ({error.Message.TrimEnd('.')}); choose another folder for --tensorboard", error);
        }
    }

    /// <inheritdoc />
    public void OnWork(WorkProgress progress) => next.OnWork(progress);

    /// <inheritdoc />
    public void OnRemark(string remark) => next.OnRemark(remark);

    /// <inheritdoc />
    public void OnStart(TrainingSize size)
    {
        members = size.Members;
        next.OnStart(size);
    }

    /// <inheritdoc />
    public void OnUpdate(UpdateReport report) => next.OnUpdate(report);

    /// <inheritdoc />
    public void OnEpoch(EpochReport report)
    {
        next.OnEpoch(report);
        if (broken)
        {
            return;
        }

        try
        {
            (string Tag, double? Value)[] figures =
            [
                ("loss/train", report.TrainLoss), ("loss/validation", report.ValidationLoss), ("uar/validation", report.ValidationUar),
                ("learning_rate", report.LearningRate), ("clips_per_second", report.ClipsPerSecond),
            ];
            events.AddScalars(
                DateTimeOffset.UtcNow, report.Epoch, [.. figures.Where(figure => figure.Value is not null).Select(figure => (Tag: members > 1 ? $"{figure.Tag}/member {report.Member}" : figure.Tag, figure.Value!.Value))]);
        }
        catch (IOException error)
        {
            broken = true;
            next.OnRemark($"warning: nothing more is written for TensorBoard: {error.Message}");
        }
    }

    /// <inheritdoc />
    public void Dispose() => events.Dispose();
}
