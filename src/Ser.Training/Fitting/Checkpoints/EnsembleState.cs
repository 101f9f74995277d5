using Ser.Training.Network;

namespace Ser.Training.Fitting.Checkpoints;

/// <summary>Where a training stands behind an epoch.</summary>
/// <param name="Finished">The members that are trained to their end.</param>
/// <param name="History">Every epoch of all members so far.</param>
/// <param name="Member">The member that is being trained, counted from 1.</param>
/// <param name="Loop">Where its loop stands.</param>
internal sealed record EnsembleState(IReadOnlyList<FinishedMember> Finished, IReadOnlyList<EpochReport> History, int Member, LoopState Loop);

/// <summary>A member that is trained to its end, but for what is the same in all members.</summary>
/// <param name="Weights">Its averaged weights.</param>
/// <param name="Kept">The epoch that they are of.</param>
/// <param name="Epochs">Epochs that were done.</param>
internal sealed record FinishedMember(NetworkWeights Weights, EpochReport Kept, int Epochs)
{
    /// <summary>What is to be kept of a member.</summary>
    public static FinishedMember Of(TrainedNetwork trained) => new(trained.Weights, trained.Kept, trained.Epochs);

    /// <summary>The member, whole again.</summary>
    public TrainedNetwork With(Normalisation normalisation, long parameters) => new(normalisation, Weights, Kept, Epochs, parameters, Interrupted: false);
}
