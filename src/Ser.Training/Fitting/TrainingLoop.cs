using Ser.Training.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ser.Training.Fitting;

/// <summary>The parts of a training loop that change from update to update: what has to be written down so that it can go on.</summary>
/// <param name="network">The trained network.</param>
/// <param name="average">The moving average of its weights.</param>
/// <param name="averaging">What makes the average.</param>
/// <param name="optimizer">Moves the weights.</param>
/// <param name="step">Holds a generator for each shard.</param>
/// <param name="kept">The epoch that is kept.</param>
internal sealed class TrainingLoop(
    EmotionNetwork network, EmotionNetwork average, WeightAverage averaging, AdamW optimizer, ShardedStep step, KeptEpoch kept)
{
    /// <summary>Copies everything out, behind an epoch.</summary>
    /// <param name="epochs">Epochs done, 1 or more.</param>
    /// <param name="updates">Updates done.</param>
    /// <param name="seconds">That they took.</param>
    public LoopState Capture(int epochs, int updates, double seconds)
    {
        using var scope = NewDisposeScope();
        return new LoopState(
            epochs, updates, seconds, NetworkWeights.Capture(network), NetworkWeights.Capture(average), averaging.Updates, OptimizerMoments.Capture(optimizer),
            [random.get_rng_state().bytes.ToArray(), .. step.Generators], kept.Report!, kept.Weights!);
    }

    /// <summary>Puts everything back; the loop goes on with the next epoch.</summary>
    public void Restore(LoopState state)
    {
        using var scope = NewDisposeScope();
        state.Network.Restore(network);
        state.Average.Restore(average);
        averaging.Updates = state.Averaged;
        state.Optimizer.Restore(optimizer);
        random.set_rng_state(tensor(state.Generators[0]));
        step.Resume([.. state.Generators.Skip(1)]);
        kept.Resume(state.Kept, state.KeptWeights);
    }
}
