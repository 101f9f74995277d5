using Ser.Features;
using TorchSharp;
using static TorchSharp.torch;

namespace Ser.Training.Network;

/// <summary>
/// From raw feature rows to what the network looks at: the log-mel plane less the clip's own mean per band; MFCC of the
/// same (augmented) plane, level and zero-crossing rate, all standardised; silence set to 0.
/// </summary>
internal sealed class InputStage : IDisposable
{
    private readonly int bands;
    private readonly Tensor cosines, bandDeviation, rowMean, rowDeviation;

    /// <param name="plan">The analysis.</param>
    /// <param name="normalisation">Statistics of the training part.</param>
    public InputStage(FeaturePlan plan, Normalisation normalisation)
    {
        bands = plan.MelBands;
        cosines = tensor(Dct.Orthonormal(plan.MfccCount, bands), plan.MfccCount, bands).DetachFromDisposeScope();
        bandDeviation = Column(normalisation.BandDeviation);
        rowMean = Column(normalisation.RowMean);
        rowDeviation = Column(normalisation.RowDeviation);
    }

    /// <param name="rows">clips × (bands + 2) × frames: log-mel, level, zero-crossing rate.</param>
    /// <param name="valid">clips × frames: 1 for speech, 0 for the rest.</param>
    public NetworkInput Prepare(Tensor rows, Tensor valid)
    {
        var mask = valid.unsqueeze(1);
        var logMel = rows.narrow(1, 0, bands);
        var mean = (logMel * mask).sum(2, keepdim: true) / mask.sum(2, keepdim: true);
        var plane = (logMel - mean) / bandDeviation * mask;

        var curves = cat([matmul(cosines, logMel), rows.narrow(1, bands, ClipRows.LevelRows)], dim: 1);
        return new NetworkInput(plane.unsqueeze(1), (curves - rowMean) / rowDeviation * mask, valid);
    }

    public void Dispose()
    {
        cosines.Dispose();
        bandDeviation.Dispose();
        rowMean.Dispose();
        rowDeviation.Dispose();
    }

    private static Tensor Column(IReadOnlyList<float> values) => tensor([.. values], values.Count, 1).DetachFromDisposeScope();
}
