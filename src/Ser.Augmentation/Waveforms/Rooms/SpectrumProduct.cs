using System.Runtime.Intrinsics;

namespace Ser.Augmentation.Waveforms;

/// <summary>Products of complex numbers that stand as real parts and imaginary parts.</summary>
internal static class SpectrumProduct
{
    /// <summary>sum += a · b, bin by bin. All spans are equally long.</summary>
    public static void Add(
        ReadOnlySpan<float> aRe, ReadOnlySpan<float> aIm, ReadOnlySpan<float> bRe, ReadOnlySpan<float> bIm, Span<float> sumRe, Span<float> sumIm)
    {
        int k = 0;
        for (; k + Vector256<float>.Count <= sumRe.Length; k += Vector256<float>.Count)
        {
            var (ar, ai) = (Vector256.Create(aRe[k..]), Vector256.Create(aIm[k..]));
            var (br, bi) = (Vector256.Create(bRe[k..]), Vector256.Create(bIm[k..]));
            var re = Vector256.FusedMultiplyAdd(ar, br, Vector256.Create<float>(sumRe[k..]));
            var im = Vector256.FusedMultiplyAdd(ar, bi, Vector256.Create<float>(sumIm[k..]));
            Vector256.FusedMultiplyAdd(-ai, bi, re).CopyTo(sumRe[k..]);
            Vector256.FusedMultiplyAdd(ai, br, im).CopyTo(sumIm[k..]);
        }

        for (; k < sumRe.Length; k++)   // 0 to 7 bins
        {
            sumRe[k] = MathF.FusedMultiplyAdd(-aIm[k], bIm[k], MathF.FusedMultiplyAdd(aRe[k], bRe[k], sumRe[k]));
            sumIm[k] = MathF.FusedMultiplyAdd(aIm[k], bRe[k], MathF.FusedMultiplyAdd(aRe[k], bIm[k], sumIm[k]));
        }
    }
}
