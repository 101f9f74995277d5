using Ser.Training.Network;

namespace Ser.Training.Fitting;

/// <summary>Keeps the weights of the epoch that becomes the model: the last one, or the best one on the validation part.</summary>
/// <param name="selection">Which of the two.</param>
internal sealed class KeptEpoch(Selection selection)
{
    /// <summary>The kept epoch; null before the first.</summary>
    public EpochReport? Report { get; private set; }

    /// <summary>Its weights.</summary>
    public NetworkWeights? Weights { get; private set; }

    /// <summary>Takes what was kept before a run was broken off.</summary>
    public void Resume(EpochReport report, NetworkWeights weights) => (Report, Weights) = (report, weights);

    /// <summary>Looks at an epoch and copies the network's weights if they are to be kept in place of those before.</summary>
    public void Offer(EpochReport report, EmotionNetwork network)
    {
        if (Report is null || selection == Selection.Last || IsBetter(report, Report))
        {
            Report = report;
            Weights = NetworkWeights.Capture(network);
        }
    }

    /// <summary>Whether a beats b: by the higher UAR, among equals by the lower loss. A loss that is no number never wins.</summary>
    internal static bool IsBetter(EpochReport a, EpochReport b) =>
        a.ValidationUar > b.ValidationUar || (a.ValidationUar == b.ValidationUar && a.ValidationLoss < b.ValidationLoss);
}
