using Ser.Core;
using Ser.Training;
using Ser.Training.Fitting;

namespace Ser.Tests.Training;

/// <summary>Listens to a run and lets a test act on what it hears.</summary>
internal sealed class QuietObserver : ITrainingObserver
{
    public List<EpochReport> Epochs { get; } = [];

    public List<string> Remarks { get; } = [];

    public Action<UpdateReport>? AfterUpdate { get; init; }

    public Action<EpochReport>? AfterEpoch { get; init; }

    public void OnWork(WorkProgress progress)
    {
    }

    public void OnRemark(string remark)
    {
        lock (Remarks)
        {
            Remarks.Add(remark);
        }
    }

    public void OnStart(TrainingSize size)
    {
    }

    public void OnUpdate(UpdateReport report) => AfterUpdate?.Invoke(report);

    public void OnEpoch(EpochReport report)
    {
        Epochs.Add(report);
        AfterEpoch?.Invoke(report);
    }
}
