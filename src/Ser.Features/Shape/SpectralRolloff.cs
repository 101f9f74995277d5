using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>The frequency below which 85 % of a spectrum's magnitude lies, in Hz.</summary>
/// <remarks>
/// The values of librosa.feature.spectral_rolloff: the first bin up to which the magnitudes add up to 0.85 of all or more. A silent
/// spectrum has 0. Where two sums lie closer than single precision, the bin may be the next one.
/// </remarks>
internal static class SpectralRolloff
{
    private const double Share = 0.85;

    /// <summary>Eight spectra side by side.</summary>
    /// <param name="magnitude">Bins rows of eight.</param>
    /// <param name="hzPerBin">Distance of the bins in Hz.</param>
    /// <param name="rolloff">Receives eight values in Hz.</param>
    public static void OfEight(ReadOnlySpan<float> magnitude, double hzPerBin, Span<float> rolloff)
    {
        Vector256<double> totalLow = default, totalHigh = default;
        var rows = MemoryMarshal.Cast<float, Vector256<float>>(magnitude);
        foreach (var row in rows)
        {
            var (low, high) = Vector256.Widen(row);
            totalLow += low;
            totalHigh += high;
        }

        // The same additions again; each bin whose sum stays below the threshold pushes the answer up by one.
        Vector256<double> sumLow = default, sumHigh = default, thresholdLow = totalLow * Share, thresholdHigh = totalHigh * Share;
        Vector256<double> binsLow = default, binsHigh = default;
        foreach (var row in rows)
        {
            var (low, high) = Vector256.Widen(row);
            sumLow += low;
            sumHigh += high;
            var belowLow = Vector256.LessThan(sumLow, thresholdLow);
            var belowHigh = Vector256.LessThan(sumHigh, thresholdHigh);
            if (Vector256.EqualsAll((belowLow | belowHigh).AsInt64(), Vector256<long>.Zero))
            {
                break;   // sums only grow
            }

            binsLow += belowLow & Vector256<double>.One;
            binsHigh += belowHigh & Vector256<double>.One;
        }

        // total − total is 0, but for a spectrum that is not a number, which shall not pass for silence.
        binsLow += totalLow - totalLow;
        binsHigh += totalHigh - totalHigh;
        Vector256.Narrow(binsLow * hzPerBin, binsHigh * hzPerBin).CopyTo(rolloff);
    }
}
