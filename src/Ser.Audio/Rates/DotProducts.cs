using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Audio.Rates;

/// <summary>Σ taps[k] · x[k], alone and eight at a time.</summary>
/// <remarks>
/// Eight lanes and fused multiply-add on every machine (where it is missing in hardware it is computed in software), so
/// the same bits everywhere, and the same bits for an output however it was grouped.
/// One dot product waits for its own additions; eight that share their taps do not, and load 9 vectors for 8 products
/// instead of 16. The references stay inside spans that were sliced to the right length first.
/// </remarks>
internal static class DotProducts
{
    /// <summary>How many outputs <see cref="Eight"/> makes.</summary>
    public const int Group = 8;

    /// <summary>Lengths of taps are multiples of this.</summary>
    public const int Lanes = 8;

    /// <summary>One dot product.</summary>
    /// <param name="taps">A multiple of <see cref="Lanes"/>.</param>
    /// <param name="x">As long as the taps, or longer.</param>
    public static float One(ReadOnlySpan<float> taps, ReadOnlySpan<float> x)
    {
        x = x[..taps.Length];
        ref float h = ref MemoryMarshal.GetReference(taps);
        ref float a = ref MemoryMarshal.GetReference(x);
        var sum = Vector256<float>.Zero;
        for (nuint k = 0; k < (nuint)taps.Length; k += Lanes)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref h, k), Vector256.LoadUnsafe(ref a, k), sum);
        }

        return Vector256.Sum(sum);
    }

    /// <summary>The same taps at eight places that are <paramref name="step"/> apart; results go to y[0], y[stride], …</summary>
    /// <param name="taps">A multiple of <see cref="Lanes"/>.</param>
    /// <param name="x">7 · step + the length of the taps, or longer.</param>
    /// <param name="step">From the input of one output to that of the next.</param>
    /// <param name="y">7 · stride + 1, or longer.</param>
    /// <param name="stride">From one output to the next.</param>
    public static void Eight(ReadOnlySpan<float> taps, ReadOnlySpan<float> x, int step, Span<float> y, int stride)
    {
        x = x[..((7 * step) + taps.Length)];
        ref float h = ref MemoryMarshal.GetReference(taps);
        ref float a = ref MemoryMarshal.GetReference(x);
        ref float b = ref Unsafe.Add(ref a, step);
        ref float c = ref Unsafe.Add(ref b, step);
        ref float d = ref Unsafe.Add(ref c, step);
        ref float e = ref Unsafe.Add(ref d, step);
        ref float f = ref Unsafe.Add(ref e, step);
        ref float g = ref Unsafe.Add(ref f, step);
        ref float i = ref Unsafe.Add(ref g, step);
        Vector256<float> sumA = default, sumB = default, sumC = default, sumD = default;
        Vector256<float> sumE = default, sumF = default, sumG = default, sumI = default;
        for (nuint k = 0; k < (nuint)taps.Length; k += Lanes)
        {
            var tap = Vector256.LoadUnsafe(ref h, k);
            sumA = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref a, k), sumA);
            sumB = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref b, k), sumB);
            sumC = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref c, k), sumC);
            sumD = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref d, k), sumD);
            sumE = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref e, k), sumE);
            sumF = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref f, k), sumF);
            sumG = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref g, k), sumG);
            sumI = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref i, k), sumI);
        }

        y[0] = Vector256.Sum(sumA);
        y[stride] = Vector256.Sum(sumB);
        y[2 * stride] = Vector256.Sum(sumC);
        y[3 * stride] = Vector256.Sum(sumD);
        y[4 * stride] = Vector256.Sum(sumE);
        y[5 * stride] = Vector256.Sum(sumF);
        y[6 * stride] = Vector256.Sum(sumG);
        y[7 * stride] = Vector256.Sum(sumI);
    }

    /// <summary>Between two neighbouring rows of taps: (1 − weight) · Σ first · x + weight · Σ second · x.</summary>
    /// <param name="rows">The first row and behind it the second, of equal length, a multiple of <see cref="Lanes"/>.</param>
    /// <param name="x">As long as one row, or longer.</param>
    /// <param name="weight">0 … 1.</param>
    public static float Between(ReadOnlySpan<float> rows, ReadOnlySpan<float> x, float weight)
    {
        int length = rows.Length / 2;
        x = x[..length];
        ref float first = ref MemoryMarshal.GetReference(rows);
        ref float second = ref Unsafe.Add(ref first, length);
        ref float a = ref MemoryMarshal.GetReference(x);
        Vector256<float> sum = default, sumSecond = default, odd = default, oddSecond = default;
        nuint k = 0;

        // Even and odd steps apart: four chains of additions that do not wait for each other.
        for (; k + (2 * Lanes) <= (nuint)length; k += 2 * Lanes)
        {
            var even = Vector256.LoadUnsafe(ref a, k);
            var next = Vector256.LoadUnsafe(ref a, k + Lanes);
            sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref first, k), even, sum);
            sumSecond = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref second, k), even, sumSecond);
            odd = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref first, k + Lanes), next, odd);
            oddSecond = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref second, k + Lanes), next, oddSecond);
        }

        if (k < (nuint)length)
        {
            var even = Vector256.LoadUnsafe(ref a, k);
            sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref first, k), even, sum);
            sumSecond = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref second, k), even, sumSecond);
        }

        var start = sum + odd;
        return Vector256.Sum(Vector256.FusedMultiplyAdd(sumSecond + oddSecond - start, Vector256.Create(weight), start));
    }
}
