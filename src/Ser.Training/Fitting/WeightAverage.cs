using Ser.Training.Network;
using static TorchSharp.torch;

namespace Ser.Training.Fitting;

/// <summary>Keeps a second network whose weights are the exponential moving average of the first one's.</summary>
/// <remarks>Polyak and Juditsky 1992; the decay starts low so that the first, random weights are soon forgotten.</remarks>
internal sealed class WeightAverage
{
    private readonly IReadOnlyList<(Tensor Source, Tensor Target)> weights;
    private readonly double decay;

    /// <param name="source">The network that is trained.</param>
    /// <param name="target">Receives the average; must have the same plan.</param>
    /// <param name="decay">Share of the old average that each update keeps, in the long run.</param>
    public WeightAverage(EmotionNetwork source, EmotionNetwork target, double decay)
    {
        NetworkWeights.Capture(source).Restore(target);
        var targets = target.state_dict();
        weights = [.. source.state_dict()
            .Where(pair => pair.Value.dtype == ScalarType.Float32)
            .Select(pair => (pair.Value, targets[pair.Key]))];
        this.decay = decay;
    }

    /// <summary>Updates that were taken in; the first ones count for more. Set where a run goes on, whose average is in the network already.</summary>
    public int Updates { get; set; }

    /// <summary>Takes the trained network's present weights and running statistics in.</summary>
    public void Update()
    {
        Updates++;
        double keep = Math.Min(decay, (1.0 + Updates) / (10 + Updates));
        using var noGradient = no_grad();
        foreach (var (source, target) in weights)
        {
            target.mul_(keep).add_(source, 1 - keep);
        }
    }
}
