using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Augmentation.Waveforms;

/// <summary>Finds where a stretch of sound comes back.</summary>
/// <remarks>
/// Normalised cross-correlation, (Σ t x + ε) / √((Σ t² + ε)(Σ x² + ε)), where ε is a level of −100 dB of full scale: silence is like
/// silence and unlike sound. Thirty-two lags at a time stand in four vectors and share each sample of the pattern, so that no sum
/// runs across lanes; every lag has its additions in the order of the samples, on every machine.
/// </remarks>
internal static class Similarity
{
    private const int Lanes = 8, Lags = 4 * Lanes;
    private const float Floor = 1e-10f;   // mean square of −100 dB

    /// <summary>The lag at which a pattern is most alike to what it meets.</summary>
    /// <param name="pattern">What is looked for: 1 sample or more.</param>
    /// <param name="place">Where it is looked for: at lag k it meets pattern.Length samples from k on.</param>
    /// <param name="wanted">The lag that is taken among equals.</param>
    /// <param name="weight">What a lag that lies a whole search range from the wanted one is worth less.</param>
    /// <returns>The lag, and how alike it is: about −1 … 1, and 1 for an exact copy. (wanted, 0) where the samples are too large to tell.</returns>
    public static (int Lag, double Value) Best(ReadOnlySpan<float> pattern, ReadOnlySpan<float> place, int wanted, double weight)
    {
        int lags = place.Length - pattern.Length + 1;
        float[] rented = ArrayPool<float>.Shared.Rent(lags);
        var products = rented.AsSpan(0, lags);
        Correlate(pattern, place, products);

        double floor = Floor * pattern.Length, own = Energy(pattern) + floor, energy = Energy(place[..pattern.Length]) + floor;
        int best = Math.Clamp(wanted, 0, lags - 1);
        double highest = double.NegativeInfinity, value = 0, slope = weight / lags;
        for (int lag = 0; lag < lags; lag++)
        {
            double alike = (products[lag] + floor) / Math.Sqrt(own * energy), worth = alike - (slope * Math.Abs(lag - wanted));
            if (worth > highest)
            {
                (highest, best, value) = (worth, lag, alike);
            }

            if (lag + 1 < lags)
            {
                double leaves = place[lag], enters = place[lag + pattern.Length];
                energy = Math.Max(energy + (enters * enters) - (leaves * leaves), floor);   // rounding must not carry it below its floor
            }
        }

        ArrayPool<float>.Shared.Return(rented);
        return (best, value);
    }

    /// <summary>Σ pattern[i] · place[k + i] for every lag k.</summary>
    internal static void Correlate(ReadOnlySpan<float> pattern, ReadOnlySpan<float> place, Span<float> products)
    {
        int lag = 0;
        for (; lag + Lags <= products.Length; lag += Lags)
        {
            ref float x = ref MemoryMarshal.GetReference(place.Slice(lag, pattern.Length + Lags - 1));
            Vector256<float> a = default, b = default, c = default, d = default;
            for (int i = 0; i < pattern.Length; i++)
            {
                var sample = Vector256.Create(pattern[i]);
                ref float from = ref Unsafe.Add(ref x, i);
                a = Vector256.FusedMultiplyAdd(sample, Vector256.LoadUnsafe(ref from), a);
                b = Vector256.FusedMultiplyAdd(sample, Vector256.LoadUnsafe(ref from, Lanes), b);
                c = Vector256.FusedMultiplyAdd(sample, Vector256.LoadUnsafe(ref from, 2 * Lanes), c);
                d = Vector256.FusedMultiplyAdd(sample, Vector256.LoadUnsafe(ref from, 3 * Lanes), d);
            }

            a.CopyTo(products[lag..]);
            b.CopyTo(products[(lag + Lanes)..]);
            c.CopyTo(products[(lag + (2 * Lanes))..]);
            d.CopyTo(products[(lag + (3 * Lanes))..]);
        }

        for (; lag < products.Length; lag++)   // 0 to 31 lags
        {
            float sum = 0;
            var x = place.Slice(lag, pattern.Length);
            for (int i = 0; i < pattern.Length; i++)
            {
                sum = MathF.FusedMultiplyAdd(pattern[i], x[i], sum);
            }

            products[lag] = sum;
        }
    }

    private static double Energy(ReadOnlySpan<float> x)
    {
        double energy = 0;
        foreach (float sample in x)
        {
            energy += (double)sample * sample;
        }

        return energy;
    }
}
