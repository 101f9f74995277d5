using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Audio.Rates;

/// <summary>Σ taps[k] · x[k], alone and several at a time.</summary>
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

        // All eight sums at once, in the order of Vector256.Sum: neighbours, pairs of them, halves.
        Vector256<float> four = VectorHalves.Sums(sumA, sumB, sumC, sumD), others = VectorHalves.Sums(sumE, sumF, sumG, sumI);
        Vector256<float> sums = VectorHalves.Lower(four, others) + VectorHalves.Upper(four, others);
        for (int lane = 0; lane < Group; lane++)
        {
            y[lane * stride] = sums[lane];
        }
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
        Vector256<float> sum = default, sumSecond = default;
        for (nuint k = 0; k < (nuint)length; k += Lanes)
        {
            var input = Vector256.LoadUnsafe(ref a, k);
            sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref first, k), input, sum);
            sumSecond = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref second, k), input, sumSecond);
        }

        return Vector256.Sum(OnTheLine(sum, sumSecond, weight));
    }

    /// <summary>
    /// <see cref="Between"/> for four places that lie between the same two rows, to the same bits: 6 loads for 8 products
    /// instead of 12, and eight chains of additions that do not wait for each other.
    /// </summary>
    /// <param name="rows">The first row and behind it the second, of equal length, a multiple of <see cref="Lanes"/>.</param>
    /// <param name="inputs">What the places lie in.</param>
    /// <param name="places">Of four outputs; where each of them begins in the inputs, and how far it lies from the first row.</param>
    /// <param name="y">The outputs, each at its own index.</param>
    public static void BetweenFour(ReadOnlySpan<float> rows, ReadOnlySpan<float> inputs, ReadOnlySpan<RowPlace> places, Span<float> y)
    {
        int length = rows.Length / 2;
        ref float first = ref MemoryMarshal.GetReference(rows);
        ref float second = ref Unsafe.Add(ref first, length);
        ref float a = ref MemoryMarshal.GetReference(inputs.Slice(places[0].Input, length));
        ref float b = ref MemoryMarshal.GetReference(inputs.Slice(places[1].Input, length));
        ref float c = ref MemoryMarshal.GetReference(inputs.Slice(places[2].Input, length));
        ref float d = ref MemoryMarshal.GetReference(inputs.Slice(places[3].Input, length));
        Vector256<float> sumA = default, sumB = default, sumC = default, sumD = default;
        Vector256<float> secondA = default, secondB = default, secondC = default, secondD = default;
        for (nuint k = 0; k < (nuint)length; k += Lanes)
        {
            var one = Vector256.LoadUnsafe(ref first, k);
            var two = Vector256.LoadUnsafe(ref second, k);
            var input = Vector256.LoadUnsafe(ref a, k);
            sumA = Vector256.FusedMultiplyAdd(one, input, sumA);
            secondA = Vector256.FusedMultiplyAdd(two, input, secondA);
            input = Vector256.LoadUnsafe(ref b, k);
            sumB = Vector256.FusedMultiplyAdd(one, input, sumB);
            secondB = Vector256.FusedMultiplyAdd(two, input, secondB);
            input = Vector256.LoadUnsafe(ref c, k);
            sumC = Vector256.FusedMultiplyAdd(one, input, sumC);
            secondC = Vector256.FusedMultiplyAdd(two, input, secondC);
            input = Vector256.LoadUnsafe(ref d, k);
            sumD = Vector256.FusedMultiplyAdd(one, input, sumD);
            secondD = Vector256.FusedMultiplyAdd(two, input, secondD);
        }

        Vector256<float> halves = VectorHalves.Sums(
            OnTheLine(sumA, secondA, places[0].Weight),
            OnTheLine(sumB, secondB, places[1].Weight),
            OnTheLine(sumC, secondC, places[2].Weight),
            OnTheLine(sumD, secondD, places[3].Weight));
        Vector128<float> sums = halves.GetLower() + halves.GetUpper();
        y[places[0].Output] = sums[0];
        y[places[1].Output] = sums[1];
        y[places[2].Output] = sums[2];
        y[places[3].Output] = sums[3];
    }

    private static Vector256<float> OnTheLine(Vector256<float> first, Vector256<float> second, float weight) =>
        Vector256.FusedMultiplyAdd(second - first, Vector256.Create(weight), first);
}
