using Ser.Core;
using Ser.Training.Fitting;

namespace Ser.Training;

/// <summary>Is told how a training run goes; called from several threads while clips are read.</summary>
public interface ITrainingObserver
{
    /// <summary>Clips have been read or labelled.</summary>
    void OnWork(WorkProgress progress);

    /// <summary>Something that the user may want to know, in one line.</summary>
    void OnRemark(string remark);

    /// <summary>The sizes of the run are known; the loop begins. Told for every network where there are several.</summary>
    void OnStart(TrainingSize size);

    /// <summary>An update has been done.</summary>
    void OnUpdate(UpdateReport report);

    /// <summary>An epoch has ended, and was measured on the validation part where there is one.</summary>
    void OnEpoch(EpochReport report);
}

/// <summary>How large a training run is.</summary>
/// <param name="Parameters">Trainable numbers of the network.</param>
/// <param name="TrainClips">Clips of the training part.</param>
/// <param name="ValidationClips">Clips of the validation part; 0 where there is none.</param>
/// <param name="Epochs">Passes planned.</param>
/// <param name="Updates">Updates planned.</param>
public sealed record TrainingSize(long Parameters, int TrainClips, int ValidationClips, int Epochs, int Updates)
{
    /// <summary>The network that is trained now, counted from 1.</summary>
    public int Member { get; init; } = 1;

    /// <summary>Networks that are trained one after the other; epochs are those of one, updates those of all.</summary>
    public int Members { get; init; } = 1;
}
