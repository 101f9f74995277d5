using System.Runtime.Intrinsics;

namespace Ser.Evaluation;

/// <summary>Products and sums of long vectors; eight lanes on every machine, so the same bits everywhere.</summary>
internal static class VectorSums
{
    /// <summary>Σ xᵢ yᵢ</summary>
    public static float Product(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sums = Vector256<float>.Zero;
        var others = Vector256<float>.Zero;   // two, so that one need not wait for the other
        for (; x.Length >= 16; x = x[16..], y = y[16..])
        {
            sums = Vector256.FusedMultiplyAdd(Vector256.Create(x), Vector256.Create(y), sums);
            others = Vector256.FusedMultiplyAdd(Vector256.Create(x[8..]), Vector256.Create(y[8..]), others);
        }

        float sum = Vector256.Sum(sums + others);
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    /// <summary>sums += factor · x</summary>
    public static void AddScaled(ReadOnlySpan<float> x, float factor, Span<float> sums)
    {
        var factors = Vector256.Create(factor);
        for (; x.Length >= 8; x = x[8..], sums = sums[8..])
        {
            Vector256.FusedMultiplyAdd(Vector256.Create(x), factors, Vector256.Create<float>(sums)).CopyTo(sums);
        }

        for (int i = 0; i < x.Length; i++)
        {
            sums[i] += factor * x[i];
        }
    }
}
