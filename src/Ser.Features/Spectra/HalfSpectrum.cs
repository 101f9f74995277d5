using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>
/// Untangles Z, the spectrum of (samples 0, 2, 4, …) + i · (samples 1, 3, 5, …), into X, that of the samples: X[k] = E[k] + e^(−2πi k / Size) O[k].
/// </summary>
/// <remarks>
/// E[k] = (Z[k] + conj Z[m]) / 2 and O[k] = (Z[k] − conj Z[m]) / 2i with m = Size / 2 − k; X[m] comes from the same two. Z[Size / 2] is Z[0].
/// All ways through here take the same operations in the same order, so a bin has the same bits in each.
/// </remarks>
internal sealed class HalfSpectrum
{
    private const int Lanes = 8;

    private readonly float[] cos, sin;   // halves of e^(−2πi k / Size), k = 0 … Size / 4

    /// <summary>Prepares the tables.</summary>
    /// <param name="length">Bins of Z: half the samples.</param>
    public HalfSpectrum(int length)
    {
        Length = length;
        cos = new float[(length / 2) + 1];
        sin = new float[cos.Length];
        for (int k = 0; k < cos.Length; k++)
        {
            var (s, c) = Math.SinCos(-Math.PI * k / length);
            (cos[k], sin[k]) = ((float)(c / 2), (float)(s / 2));
        }
    }

    public int Length { get; }

    /// <summary>Z → X of one signal, eight bins at a time where there are so many.</summary>
    /// <param name="zr">Real parts: Length bins; where Length is a multiple of 16, once more the first.</param>
    /// <param name="zi">Imaginary parts, likewise.</param>
    /// <param name="re">Receives the real parts of Length + 1 bins.</param>
    /// <param name="im">Receives the imaginary parts.</param>
    public void Untangle(ReadOnlySpan<float> zr, ReadOnlySpan<float> zi, Span<float> re, Span<float> im)
    {
        int k = 0;
        if (Length % (2 * Lanes) == 0 && zr.Length > Length)
        {
            ref float x = ref MemoryMarshal.GetReference(re[..(Length + 1)]), y = ref MemoryMarshal.GetReference(im[..(Length + 1)]);
            for (var eights = new Eights(this, zr, zi); k < Length / 2; k += Lanes)
            {
                eights.Untangle(k, out var ar, out var ai, out var br, out var bi);
                StoreBackwards(br, ref Unsafe.Add(ref x, Length - k));
                StoreBackwards(-bi, ref Unsafe.Add(ref y, Length - k));
                ar.StoreUnsafe(ref x, (nuint)k);
                ai.StoreUnsafe(ref y, (nuint)k);
            }
        }

        for (; k <= Length - k; k++)
        {
            int m = Length - k, atM = k == 0 ? 0 : m;
            float er = zr[k] + zr[atM], ei = zi[k] - zi[atM], or = zi[k] + zi[atM], oi = zr[atM] - zr[k];
            float tr = MathF.FusedMultiplyAdd(-oi, sin[k], or * cos[k]), ti = MathF.FusedMultiplyAdd(oi, cos[k], or * sin[k]);
            (re[m], im[m]) = ((er * 0.5f) - tr, ti - (ei * 0.5f));
            (re[k], im[k]) = ((er * 0.5f) + tr, (ei * 0.5f) + ti);
        }

        (im[0], im[Length]) = (0, 0);
    }

    /// <summary>Z → |X|² of several signals side by side.</summary>
    public void Power<T>(ReadOnlySpan<T> zr, ReadOnlySpan<T> zi, Span<T> power) where T : struct, ILanes<T>
    {
        T half = T.Broadcast(0.5f);
        for (int k = 0; k <= Length - k; k++)
        {
            int m = Length - k, atM = k == 0 ? 0 : m;
            T er = zr[k] + zr[atM], ei = zi[k] - zi[atM], or = zi[k] + zi[atM], oi = zr[atM] - zr[k];
            T c = T.Broadcast(cos[k]), s = T.Broadcast(sin[k]);
            T tr = T.SubtractProduct(oi, s, or * c), ti = T.MultiplyAdd(oi, c, or * s);
            T ar = (er * half) + tr, ai = (ei * half) + ti, br = (er * half) - tr, bi = (ei * half) - ti;
            power[m] = (br * br) + (bi * bi);
            power[k] = (ar * ar) + (ai * ai);
        }
    }

    /// <summary>Z → |X|² of one signal, eight bins at a time.</summary>
    /// <param name="zr">Real parts of Length bins, a multiple of 16, and once more the first.</param>
    /// <param name="zi">Imaginary parts, likewise.</param>
    /// <param name="power">Receives Length + 1 values.</param>
    public void Power(ReadOnlySpan<float> zr, ReadOnlySpan<float> zi, Span<float> power)
    {
        int middle = Length / 2;
        ref float p = ref MemoryMarshal.GetReference(power[..(Length + 1)]);
        var eights = new Eights(this, zr, zi);
        for (int k = 0; k < middle; k += Lanes)
        {
            eights.Untangle(k, out var ar, out var ai, out var br, out var bi);
            StoreBackwards((br * br) + (bi * bi), ref Unsafe.Add(ref p, Length - k));
            ((ar * ar) + (ai * ai)).StoreUnsafe(ref p, (nuint)k);
        }

        // The bin in the middle is its own mirror image.
        float or = zi[middle] + zi[middle], re = ((zr[middle] + zr[middle]) * 0.5f) + (or * cos[middle]), im = or * sin[middle];
        power[middle] = (re * re) + (im * im);
    }

    /// <summary>X → Z, without the halves, which the scale of an inverse transform makes good.</summary>
    public void Tangle(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> zr, Span<float> zi)
    {
        (zr[0], zi[0]) = (re[0] + re[Length], re[0] - re[Length]);
        for (int k = 1; k <= Length - k; k++)
        {
            int m = Length - k;
            float er = re[k] + re[m], ei = im[k] - im[m], tr = re[k] - re[m], ti = im[k] + im[m];
            float c = 2 * cos[k], s = 2 * sin[k];
            float or = MathF.FusedMultiplyAdd(ti, s, tr * c), oi = MathF.FusedMultiplyAdd(-tr, s, ti * c);
            (zr[m], zi[m]) = (er + oi, or - ei);
            (zr[k], zi[k]) = (er - oi, ei + or);
        }
    }

    /// <summary>Writes a vector from the last lane to the first, so that lane 0 comes to stand at <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreBackwards(Vector256<float> x, ref float end)
    {
        Backwards(x.GetLower()).StoreUnsafe(ref Unsafe.Add(ref end, -3));
        Backwards(x.GetUpper()).StoreUnsafe(ref Unsafe.Add(ref end, -7));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Backwards(Vector128<float> x) => Vector128.Shuffle(x, Vector128.Create(3, 2, 1, 0));

    /// <summary>Untangles eight bins k, k + 1, … and their mirror images m, m − 1, … at a time.</summary>
    private readonly ref struct Eights
    {
        private readonly ref float zr, zi, cos, sin;
        private readonly int last;

        public Eights(HalfSpectrum half, ReadOnlySpan<float> zr, ReadOnlySpan<float> zi)
        {
            last = half.Length;
            this.zr = ref MemoryMarshal.GetReference(zr[..(last + 1)]);
            this.zi = ref MemoryMarshal.GetReference(zi[..(last + 1)]);
            cos = ref MemoryMarshal.GetReference(half.cos.AsSpan(0, last / 2));
            sin = ref MemoryMarshal.GetReference(half.sin.AsSpan(0, last / 2));
        }

        /// <summary>X[k …] in a; in b the conjugates of X[m], X[m − 1], ….</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Untangle(int k, out Vector256<float> ar, out Vector256<float> ai, out Vector256<float> br, out Vector256<float> bi)
        {
            var kr = Vector256.LoadUnsafe(ref zr, (nuint)k);
            var ki = Vector256.LoadUnsafe(ref zi, (nuint)k);
            var mr = LoadBackwards(ref Unsafe.Add(ref zr, last - k));
            var mi = LoadBackwards(ref Unsafe.Add(ref zi, last - k));
            Vector256<float> er = kr + mr, ei = ki - mi, or = ki + mi, oi = mr - kr;
            var c = Vector256.LoadUnsafe(ref cos, (nuint)k);
            var s = Vector256.LoadUnsafe(ref sin, (nuint)k);
            var tr = LaneFft.SubtractProduct(oi, s, or * c);
            var ti = Vector256.FusedMultiplyAdd(oi, c, or * s);
            var half = Vector256.Create(0.5f);
            ar = Vector256.FusedMultiplyAdd(er, half, tr);
            ai = Vector256.FusedMultiplyAdd(ei, half, ti);
            br = (er * half) - tr;   // rounds once, as half of a number is exact
            bi = (ei * half) - ti;
        }

        /// <summary>The eight values up to <paramref name="end"/>, from the last to the first.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<float> LoadBackwards(ref float end) => Vector256.Create(
            Backwards(Vector128.LoadUnsafe(ref Unsafe.Add(ref end, -3))), Backwards(Vector128.LoadUnsafe(ref Unsafe.Add(ref end, -7))));
    }
}
