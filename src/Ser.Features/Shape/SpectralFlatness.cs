using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>How much a spectrum is like noise: geometric over arithmetic mean of its power, 0 (a tone) to 1 (all bins alike).</summary>
/// <remarks>
/// The values of librosa.feature.spectral_flatness with power 2 and amin 1e-10, below which every power counts as this one; so a
/// silent spectrum has 1. White Gaussian noise has e^(−γ) = 0.561 on average over many bins (γ: Euler's constant).
/// </remarks>
internal static class SpectralFlatness
{
    private const float Floor = 1e-10f;   // −100 dB

    private const int Block = 8;          // powers of 1e-10 to 1e37, so that the product of eight is within a double

    /// <summary>Eight spectra side by side.</summary>
    /// <param name="power">Bins rows of eight.</param>
    /// <param name="flatness">Receives eight values.</param>
    /// <remarks>
    /// Σ log2 of the bins without a logarithm for each: powers are multiplied, and after every eighth the exponent of the product
    /// is moved into a sum of its own, which is exact. What is left is one logarithm a spectrum.
    /// </remarks>
    public static void OfEight(ReadOnlySpan<float> power, Span<float> flatness)
    {
        Vector256<double> sumLow = default, sumHigh = default, productLow = Vector256<double>.One, productHigh = Vector256<double>.One;
        Vector256<long> exponentLow = default, exponentHigh = default;
        var rows = MemoryMarshal.Cast<float, Vector256<float>>(power);
        for (int from = 0; from < rows.Length; from += Block)
        {
            foreach (var row in rows.Slice(from, Math.Min(Block, rows.Length - from)))
            {
                var (low, high) = Vector256.Widen(Vector256.Max(row, Vector256.Create(Floor)));
                sumLow += low;
                sumHigh += high;
                productLow *= low;
                productHigh *= high;
            }

            MoveExponent(ref productLow, ref exponentLow);
            MoveExponent(ref productHigh, ref exponentHigh);
        }

        for (int lane = 0; lane < Stft.Lanes / 2; lane++)
        {
            flatness[lane] = Ratio(productLow[lane], exponentLow[lane], sumLow[lane], rows.Length);
            flatness[lane + (Stft.Lanes / 2)] = Ratio(productHigh[lane], exponentHigh[lane], sumHigh[lane], rows.Length);
        }
    }

    /// <summary>Leaves the product in 1 … 2 and adds the power of two that was taken from it.</summary>
    private static void MoveExponent(ref Vector256<double> product, ref Vector256<long> exponent)
    {
        const long Bias = 1023, Mantissa = (1L << 52) - 1;
        var bits = product.AsInt64();
        exponent += (bits >>> 52) - Vector256.Create(Bias);
        product = ((bits & Vector256.Create(Mantissa)) | Vector256.Create(Bias << 52)).AsDouble();
    }

    private static float Ratio(double product, long exponent, double sum, int bins) =>
        (float)(Math.Pow(2, (exponent + Math.Log2(product)) / bins) * bins / sum);
}
