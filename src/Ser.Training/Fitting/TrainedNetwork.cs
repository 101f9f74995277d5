using Ser.Training.Network;

namespace Ser.Training.Fitting;

/// <summary>What a training loop leaves.</summary>
/// <param name="Normalisation">Statistics of the training part.</param>
/// <param name="Weights">The averaged weights of the epoch that was chosen.</param>
/// <param name="Kept">That epoch.</param>
/// <param name="Epochs">Epochs that were done.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Interrupted">Whether it was stopped before its end.</param>
internal sealed record TrainedNetwork(
    Normalisation Normalisation, NetworkWeights Weights, EpochReport Kept, int Epochs, long Parameters, bool Interrupted);
