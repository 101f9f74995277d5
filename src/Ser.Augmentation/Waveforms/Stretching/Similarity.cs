using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Augmentation.Waveforms;

/// <summary>Finds where a stretch of sound comes back.</summary>
/// <remarks>
/// (2 Σ t x + ε) / (Σ t² + Σ x² + ε), which is 1 less the energy of the difference over the energy of both; ε is a level of −100 dB of
/// full scale. It differs from a normalised cross-correlation in that levels count: silence is like silence, and a click is unlike
/// the faint noise behind it, with which it would else correlate as well as that noise does with itself. Thirty-two lags at a time stand in four vectors and share each sample of the pattern, so that no sum
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

        double floor = Floor * pattern.Length, own = Energy(pattern), energy = Energy(place[..pattern.Length]);
        int best = Math.Clamp(wanted, 0, lags - 1);
        double highest = double.NegativeInfinity, value = 0, slope = weight / lags;
        for (int lag = 0; lag < lags; lag++)
        {
            double alike = ((2.0 * products[lag]) + floor) / (own + energy + floor), worth = alike - (slope * Math.Abs(lag - wanted));
            if (worth > highest && float.IsFinite(products[lag]))
            {
                (highest, best, value) = (worth, lag, alike);
            }

            if (lag + 1 < lags)
            {
                double leaves = place[lag], enters = place[lag + pattern.Length];
                energy = Math.Max(energy + (enters * enters) - (leaves * leaves), 0);   // which rounding might carry below
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

        for (; lag < products.Length; lag += Lanes)
        {
            // The last eight lags may lie over lags that are done already; less than eight are done one by one.
            int eight = Math.Min(lag, products.Length - Lanes);
            if (eight < 0)
            {
                One(pattern, place, products);
                return;
            }

            Eight(pattern, place.Slice(eight, pattern.Length + Lanes - 1), products.Slice(eight, Lanes));
        }
    }

    private static void Eight(ReadOnlySpan<float> pattern, ReadOnlySpan<float> place, Span<float> products)
    {
        ref float x = ref MemoryMarshal.GetReference(place);
        Vector256<float> sum = default;
        for (int i = 0; i < pattern.Length; i++)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.Create(pattern[i]), Vector256.LoadUnsafe(ref Unsafe.Add(ref x, i)), sum);
        }

        sum.CopyTo(products);
    }

    private static void One(ReadOnlySpan<float> pattern, ReadOnlySpan<float> place, Span<float> products)
    {
        for (int lag = 0; lag < products.Length; lag++)   // 1 to 7 lags
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
        Vector256<double> low = default, high = default;
        for (; x.Length >= Lanes; x = x[Lanes..])
        {
            var (first, second) = Vector256.Widen(Vector256.Create(x));
            low = Vector256.FusedMultiplyAdd(first, first, low);
            high = Vector256.FusedMultiplyAdd(second, second, high);
        }

        double energy = Vector256.Sum(low + high);
        foreach (float sample in x)   // 0 to 7 samples
        {
            energy += (double)sample * sample;
        }

        return energy;
    }
}
