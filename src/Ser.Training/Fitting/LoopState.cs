using Ser.Training.Network;

namespace Ser.Training.Fitting;

/// <summary>Everything that a training loop needs to go on behind an epoch as if it had never stopped there.</summary>
/// <remarks>
/// The learning rate and what is drawn for clips follow from the place in the schedule. Sums of losses begin anew with every epoch. The
/// counters of batch normalisation are left out: with a fixed momentum nothing reads them.
/// </remarks>
/// <param name="Epochs">Epochs done.</param>
/// <param name="Updates">Updates done.</param>
/// <param name="Seconds">That they took.</param>
/// <param name="Network">The trained weights and running statistics.</param>
/// <param name="Average">Their moving average.</param>
/// <param name="Averaged">Updates that the average has taken in.</param>
/// <param name="Optimizer">What the optimiser remembers.</param>
/// <param name="Generators">States of libtorch's own generator and then of each shard's.</param>
/// <param name="Kept">The epoch that is kept.</param>
/// <param name="KeptWeights">Its averaged weights.</param>
internal sealed record LoopState(
    int Epochs, int Updates, double Seconds, NetworkWeights Network, NetworkWeights Average, int Averaged, OptimizerMoments Optimizer,
    IReadOnlyList<byte[]> Generators, EpochReport Kept, NetworkWeights KeptWeights);
