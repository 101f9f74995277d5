using Ser.Core;
using Ser.Training;
using Ser.Training.Fitting;

namespace Ser.Benchmarks.Inference;

/// <summary>Lets a run go on without a word.</summary>
internal sealed class QuietObserver : ITrainingObserver
{
    public void OnWork(WorkProgress progress)
    {
    }

    public void OnRemark(string remark)
    {
    }

    public void OnStart(TrainingSize size)
    {
    }

    public void OnUpdate(UpdateReport report)
    {
    }

    public void OnEpoch(EpochReport report)
    {
    }
}
