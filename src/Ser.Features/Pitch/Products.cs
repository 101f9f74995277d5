using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>Sums over pairs of samples, in double: the minimum of a difference is what is left when nearly all cancels out.</summary>
/// <remarks>Eight lanes on every machine and then the tail: always the same additions in the same order.</remarks>
internal static class Products
{
    /// <summary>Σ a[i] b[i] over the length of a.</summary>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        b = b[..a.Length];
        Vector256<double> low = default, high = default;
        for (; a.Length >= Vector256<float>.Count; a = a[Vector256<float>.Count..], b = b[Vector256<float>.Count..])
        {
            var (aLow, aHigh) = Vector256.Widen(Vector256.Create(a));
            var (bLow, bHigh) = Vector256.Widen(Vector256.Create(b));
            low += aLow * bLow;
            high += aHigh * bHigh;
        }

        double sum = Vector256.Sum(low + high);
        for (int i = 0; i < a.Length; i++)   // 0 to 7 samples
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Σ (a[i] − b[i])² over the length of a.</summary>
    public static double SquaredDifference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        b = b[..a.Length];
        Vector256<double> low = default, high = default;
        for (; a.Length >= Vector256<float>.Count; a = a[Vector256<float>.Count..], b = b[Vector256<float>.Count..])
        {
            var (aLow, aHigh) = Vector256.Widen(Vector256.Create(a));
            var (bLow, bHigh) = Vector256.Widen(Vector256.Create(b));
            Vector256<double> first = aLow - bLow, second = aHigh - bHigh;
            low += first * first;
            high += second * second;
        }

        double sum = Vector256.Sum(low + high);
        for (int i = 0; i < a.Length; i++)   // 0 to 7 samples
        {
            double difference = (double)a[i] - b[i];
            sum += difference * difference;
        }

        return sum;
    }
}
