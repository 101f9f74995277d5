using Ser.Training.Network;

namespace Ser.Training.Fitting;

/// <summary>Keeps the weights of the epoch with the highest validation UAR; among equals that of the lowest loss.</summary>
internal sealed class BestEpoch
{
    /// <summary>The best epoch so far; null before the first.</summary>
    public EpochReport? Report { get; private set; }

    /// <summary>Its weights.</summary>
    public NetworkWeights? Weights { get; private set; }

    /// <summary>Looks at an epoch and copies the network's weights if it is the best so far.</summary>
    public void Offer(EpochReport report, EmotionNetwork network)
    {
        if (Report is null || IsBetter(report, Report))
        {
            Report = report;
            Weights = NetworkWeights.Capture(network);
        }
    }

    /// <summary>Whether a beats b. A loss that is no number never wins.</summary>
    internal static bool IsBetter(EpochReport a, EpochReport b) =>
        a.ValidationUar > b.ValidationUar || (a.ValidationUar == b.ValidationUar && a.ValidationLoss < b.ValidationLoss);
}
