using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>Where the middle of a magnitude spectrum lies, and how far the spectrum spreads around it, both in Hz.</summary>
/// <remarks>
/// The values of librosa.feature.spectral_centroid and spectral_bandwidth (p = 2): mean and standard deviation of the frequency,
/// weighted by magnitude. A silent spectrum has 0 and 0.
/// </remarks>
internal static class SpectralCentroid
{
    /// <summary>Eight spectra side by side.</summary>
    /// <param name="magnitude">Bins rows of eight.</param>
    /// <param name="hzPerBin">Distance of the bins in Hz.</param>
    /// <param name="centroid">Receives eight values in Hz.</param>
    /// <param name="bandwidth">Receives eight values in Hz.</param>
    /// <remarks>
    /// One pass for ΣX, ΣkX and Σk²X. In double: the spread of a tone is the small difference of two large numbers, and its square
    /// keeps ten digits; in float none would be left.
    /// </remarks>
    public static void OfEight(ReadOnlySpan<float> magnitude, double hzPerBin, Span<float> centroid, Span<float> bandwidth)
    {
        Vector256<double> sumLow = default, sumHigh = default, firstLow = default, firstHigh = default;
        Vector256<double> secondLow = default, secondHigh = default;
        var rows = MemoryMarshal.Cast<float, Vector256<float>>(magnitude);
        for (int bin = 0; bin < rows.Length; bin++)
        {
            var (low, high) = Vector256.Widen(rows[bin]);
            var k = Vector256.Create((double)bin);
            sumLow += low;
            sumHigh += high;
            low *= k;
            high *= k;
            firstLow += low;
            firstHigh += high;
            secondLow += low * k;
            secondHigh += high * k;
        }

        Finish(sumLow, firstLow, secondLow, hzPerBin, out var centroidLow, out var bandwidthLow);
        Finish(sumHigh, firstHigh, secondHigh, hzPerBin, out var centroidHigh, out var bandwidthHigh);
        Vector256.Narrow(centroidLow, centroidHigh).CopyTo(centroid);
        Vector256.Narrow(bandwidthLow, bandwidthHigh).CopyTo(bandwidth);
    }

    private static void Finish(
        Vector256<double> sum, Vector256<double> first, Vector256<double> second, double hzPerBin,
        out Vector256<double> centroid, out Vector256<double> bandwidth)
    {
        var divisor = Vector256.ConditionalSelect(Vector256.Equals(sum, Vector256<double>.Zero), Vector256<double>.One, sum);
        var mean = first / divisor;
        var variance = Vector256.Max((second / divisor) - (mean * mean), Vector256<double>.Zero);   // rounding can take it below
        centroid = mean * hzPerBin;
        bandwidth = Vector256.Sqrt(variance) * hzPerBin;
    }
}
