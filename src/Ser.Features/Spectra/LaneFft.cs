using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ser.Features;

/// <summary>Fourier transform of one complex signal that fills the lanes of vectors by itself. Immutable: all threads may share one.</summary>
/// <remarks>
/// Sample n = 8j + l stands in lane l of vector j, as it lies in memory anyway. Transforms of Length / 8 points over j run in all lanes
/// side by side (Stockham, by fours, the last by eight or four); bin k of lane l is then turned by e^(−2πi k l / Length), and a transform
/// of eight points across the lanes gives bins k, k + Length / 8, …. A signal of 1024 needs 16 KB and stays in the nearest cache, where
/// eight of them side by side do not. The loops go over references, as checks of bounds would be a third of their
/// instructions; the references stay inside spans that were sliced to the right length first.
/// </remarks>
internal sealed class LaneFft
{
    private const int Lanes = 8;
    private const int Square = Lanes * Lanes;
    private const int Margin = Lanes;   // behind each part of the spectrum: room for its first bin again

    private readonly int columns;       // points of the transforms in the lanes
    private readonly int fours;         // passes by four that turn what they write
    private readonly bool endsByEight;
    private readonly float[] twiddles;  // of these passes, group by group: cosine and sine of the second, third, fourth
    private readonly float[] turns;     // for eight bins at a time: cosines, then sines of lane 1, of lane 2, …

    public LaneFft(int length)
    {
        Length = Supports(length) ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "is no such size");
        columns = length / Lanes;
        int bits = BitOperations.Log2((uint)columns);
        endsByEight = bits % 2 == 1;
        fours = endsByEight ? (bits - 3) / 2 : (bits / 2) - 1;
        var list = new List<float>();
        for (int pass = 0, rest = columns; pass < fours; pass++, rest /= 4)
        {
            for (int p = 0; p < rest / 4; p++)
            {
                for (int j = 1; j < 4; j++)
                {
                    var (s, c) = Math.SinCos(-2 * Math.PI * p * j / rest);   // in double, or the error would grow with the length
                    list.AddRange([(float)c, (float)s]);
                }
            }
        }

        twiddles = [.. list];
        turns = new float[2 * (Lanes - 1) * columns];
        for (int k = 0; k < columns; k++)
        {
            for (int lane = 1; lane < Lanes; lane++)
            {
                int at = (2 * (Lanes - 1) * (k & -Lanes)) + (2 * (lane - 1) * Lanes) + (k % Lanes);
                var (s, c) = Math.SinCos(-2 * Math.PI * k * lane / length);
                (turns[at], turns[at + Lanes]) = ((float)c, (float)s);
            }
        }
    }

    public int Length { get; }

    /// <summary>Floats of work: the signal, its spectrum, and a square of both parts.</summary>
    public int WorkLength => (4 * Length) + (2 * Margin) + (2 * Square);

    /// <summary>Powers of two of 64 or more: their bins fill squares of eight by eight.</summary>
    public static bool Supports(int length) => length >= Square && BitOperations.IsPow2(length);

    /// <summary>Where in the work the caller writes the signal: real parts, then imaginary ones, Length of each.</summary>
    public Span<float> Input(Span<float> work) => Half(work, (fours % 2) ^ 1);

    /// <summary>Real parts of the spectrum afterwards: Length bins, and once more the first.</summary>
    public Span<float> Real(Span<float> work) => work.Slice(2 * Length, Length + 1);

    /// <summary>Imaginary parts, likewise.</summary>
    public Span<float> Imaginary(Span<float> work) => work.Slice((3 * Length) + Margin, Length + 1);

    /// <summary>Transforms what <see cref="Input"/> holds.</summary>
    /// <param name="work">WorkLength floats.</param>
    public void Transform(Span<float> work)
    {
        work = work[..WorkLength];
        ref float first = ref MemoryMarshal.GetReference(Half(work, 0)), second = ref MemoryMarshal.GetReference(Half(work, 1));
        ref float twiddle = ref MemoryMarshal.GetArrayDataReference(twiddles);

        // 1. transforms in the lanes, to and fro between the halves of the work; the last pass ends in the first half
        for (int pass = 0, groups = columns / 4; pass < fours; pass++, groups /= 4)
        {
            bool forth = (fours - pass) % 2 == 1;
            ByFour(ref forth ? ref first : ref second, ref forth ? ref second : ref first, ref twiddle, groups, columns / 4 / groups, Length);
            twiddle = ref Unsafe.Add(ref twiddle, 6 * groups);
        }

        if (endsByEight)
        {
            LastByEight(ref second, ref first, columns / 8, Length);
        }
        else
        {
            LastByFour(ref second, ref first, columns / 4, Length);
        }

        // 2. transforms across the lanes
        Span<float> re = Real(work), im = Imaginary(work);
        AcrossLanes(
            ref first, ref Unsafe.Add(ref first, Length), ref MemoryMarshal.GetReference(re), ref MemoryMarshal.GetReference(im),
            ref MemoryMarshal.GetArrayDataReference(turns), ref MemoryMarshal.GetReference(work[^(2 * Square)..]), columns);
        (re[Length], im[Length]) = (re[0], im[0]);
    }

    private Span<float> Half(Span<float> work, int which) => work.Slice(which * 2 * Length, 2 * Length);

    private static void ByFour(ref float x, ref float y, ref float twiddle, nint groups, nint stride, nint length)
    {
        nint row = stride * Lanes, apart = groups * row;
        for (nint p = 0; p < groups; p++)
        {
            Vector256<float> c1 = Vector256.Create(twiddle), s1 = Vector256.Create(Unsafe.Add(ref twiddle, 1));
            Vector256<float> c2 = Vector256.Create(Unsafe.Add(ref twiddle, 2)), s2 = Vector256.Create(Unsafe.Add(ref twiddle, 3));
            Vector256<float> c3 = Vector256.Create(Unsafe.Add(ref twiddle, 4)), s3 = Vector256.Create(Unsafe.Add(ref twiddle, 5));
            for (nint i = 0; i < stride; i++)
            {
                ref float xi = ref Unsafe.Add(ref x, length), yi = ref Unsafe.Add(ref y, length);
                Vector256<float> ar = Load(ref x, 0), ai = Load(ref xi, 0), cr = Load(ref x, 2 * apart), ci = Load(ref xi, 2 * apart);
                Vector256<float> br = Load(ref x, apart), bi = Load(ref xi, apart), dr = Load(ref x, 3 * apart), di = Load(ref xi, 3 * apart);
                Vector256<float> evenR = ar + cr, evenI = ai + ci, evenDr = ar - cr, evenDi = ai - ci;
                Vector256<float> oddR = br + dr, oddI = bi + di, oddDr = br - dr, oddDi = bi - di;
                Store(evenR + oddR, ref y, 0);
                Store(evenI + oddI, ref yi, 0);
                Vector256<float> r1 = evenDr + oddDi, i1 = evenDi - oddDr;
                Store(SubtractProduct(i1, s1, r1 * c1), ref y, row);
                Store(Vector256.FusedMultiplyAdd(i1, c1, r1 * s1), ref yi, row);
                Vector256<float> r2 = evenR - oddR, i2 = evenI - oddI;
                Store(SubtractProduct(i2, s2, r2 * c2), ref y, 2 * row);
                Store(Vector256.FusedMultiplyAdd(i2, c2, r2 * s2), ref yi, 2 * row);
                Vector256<float> r3 = evenDr - oddDi, i3 = evenDi + oddDr;
                Store(SubtractProduct(i3, s3, r3 * c3), ref y, 3 * row);
                Store(Vector256.FusedMultiplyAdd(i3, c3, r3 * s3), ref yi, 3 * row);
                x = ref Unsafe.Add(ref x, Lanes);
                y = ref Unsafe.Add(ref y, Lanes);
            }

            y = ref Unsafe.Add(ref y, 3 * row);
            twiddle = ref Unsafe.Add(ref twiddle, 6);
        }
    }

    private static void LastByFour(ref float x, ref float y, nint stride, nint length)
    {
        nint row = stride * Lanes;
        for (nint i = 0; i < stride; i++)
        {
            ref float xi = ref Unsafe.Add(ref x, length), yi = ref Unsafe.Add(ref y, length);
            Vector256<float> ar = Load(ref x, 0), ai = Load(ref xi, 0), cr = Load(ref x, 2 * row), ci = Load(ref xi, 2 * row);
            Vector256<float> br = Load(ref x, row), bi = Load(ref xi, row), dr = Load(ref x, 3 * row), di = Load(ref xi, 3 * row);
            Vector256<float> evenR = ar + cr, evenI = ai + ci, evenDr = ar - cr, evenDi = ai - ci;
            Vector256<float> oddR = br + dr, oddI = bi + di, oddDr = br - dr, oddDi = bi - di;
            Store(evenR + oddR, ref y, 0);
            Store(evenI + oddI, ref yi, 0);
            Store(evenDr + oddDi, ref y, row);
            Store(evenDi - oddDr, ref yi, row);
            Store(evenR - oddR, ref y, 2 * row);
            Store(evenI - oddI, ref yi, 2 * row);
            Store(evenDr - oddDi, ref y, 3 * row);
            Store(evenDi + oddDr, ref yi, 3 * row);
            x = ref Unsafe.Add(ref x, Lanes);
            y = ref Unsafe.Add(ref y, Lanes);
        }
    }

    private static void LastByEight(ref float x, ref float y, nint stride, nint length)
    {
        nint row = stride * Lanes;
        for (nint i = 0; i < stride; i++)
        {
            ref float xi = ref Unsafe.Add(ref x, length);
            var r1 = Load(ref x, row);
            var i1 = Load(ref xi, row);
            var r5 = Load(ref x, 5 * row);
            var i5 = Load(ref xi, 5 * row);
            var r3 = Load(ref x, 3 * row);
            var i3 = Load(ref xi, 3 * row);
            var r7 = Load(ref x, 7 * row);
            var i7 = Load(ref xi, 7 * row);
            Vector256<float> s1r = r1 + r5, s1i = i1 + i5, d1r = r1 - r5, d1i = i1 - i5;
            Vector256<float> s3r = r3 + r7, s3i = i3 + i7, d3r = r3 - r7, d3i = i3 - i7;
            var r0 = Load(ref x, 0);
            var i0 = Load(ref xi, 0);
            var r4 = Load(ref x, 4 * row);
            var i4 = Load(ref xi, 4 * row);
            var r2 = Load(ref x, 2 * row);
            var i2 = Load(ref xi, 2 * row);
            var r6 = Load(ref x, 6 * row);
            var i6 = Load(ref xi, 6 * row);
            EightPoints(
                r0 + r4, i0 + i4, r0 - r4, i0 - i4, s1r, s1i, d1r, d1i, r2 + r6, i2 + i6, r2 - r6, i2 - i6, s3r, s3i, d3r, d3i,
                ref y, ref Unsafe.Add(ref y, length), row);
            x = ref Unsafe.Add(ref x, Lanes);
            y = ref Unsafe.Add(ref y, Lanes);
        }
    }

    private static void AcrossLanes(ref float xr, ref float xi, ref float yr, ref float yi, ref float turn, ref float squareR, nint columns)
    {
        ref float squareI = ref Unsafe.Add(ref squareR, Square);
        for (nint k = 0; k < columns; k += Lanes)
        {
            EightByEight.Mirror(ref xr, Lanes, ref squareR, Lanes);
            EightByEight.Mirror(ref xi, Lanes, ref squareI, Lanes);
            Turn(ref squareR, ref squareI, ref turn, 1, out var r1, out var i1);
            Turn(ref squareR, ref squareI, ref turn, 5, out var r5, out var i5);
            Vector256<float> s1r = r1 + r5, s1i = i1 + i5, d1r = r1 - r5, d1i = i1 - i5;
            Turn(ref squareR, ref squareI, ref turn, 3, out var r3, out var i3);
            Turn(ref squareR, ref squareI, ref turn, 7, out var r7, out var i7);
            Vector256<float> s3r = r3 + r7, s3i = i3 + i7, d3r = r3 - r7, d3i = i3 - i7;
            var r0 = Load(ref squareR, 0);
            var i0 = Load(ref squareI, 0);
            Turn(ref squareR, ref squareI, ref turn, 4, out var r4, out var i4);
            Turn(ref squareR, ref squareI, ref turn, 2, out var r2, out var i2);
            Turn(ref squareR, ref squareI, ref turn, 6, out var r6, out var i6);
            EightPoints(
                r0 + r4, i0 + i4, r0 - r4, i0 - i4, s1r, s1i, d1r, d1i, r2 + r6, i2 + i6, r2 - r6, i2 - i6, s3r, s3i, d3r, d3i,
                ref yr, ref yi, columns);
            xr = ref Unsafe.Add(ref xr, Square);
            xi = ref Unsafe.Add(ref xi, Square);
            yr = ref Unsafe.Add(ref yr, Lanes);
            yi = ref Unsafe.Add(ref yi, Lanes);
            turn = ref Unsafe.Add(ref turn, 2 * (Lanes - 1) * Lanes);
        }
    }

    /// <summary>Row j of a square, turned by its cosines and sines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref float squareR, ref float squareI, ref float turn, nint j, out Vector256<float> re, out Vector256<float> im)
    {
        Vector256<float> r = Load(ref squareR, j * Lanes), i = Load(ref squareI, j * Lanes);
        Vector256<float> c = Load(ref turn, 2 * (j - 1) * Lanes), s = Load(ref turn, ((2 * (j - 1)) + 1) * Lanes);
        re = SubtractProduct(i, s, r * c);
        im = Vector256.FusedMultiplyAdd(i, c, r * s);
    }

    /// <summary>The transform of eight points, of the sums s and the differences d of elements j and j + 4.</summary>
    /// <remarks>Even bins are a transform of four sums, odd ones of four turned differences, out of which √½ is taken and fused into the last additions.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EightPoints(
        Vector256<float> s0r, Vector256<float> s0i, Vector256<float> d0r, Vector256<float> d0i,
        Vector256<float> s1r, Vector256<float> s1i, Vector256<float> d1r, Vector256<float> d1i,
        Vector256<float> s2r, Vector256<float> s2i, Vector256<float> d2r, Vector256<float> d2i,
        Vector256<float> s3r, Vector256<float> s3i, Vector256<float> d3r, Vector256<float> d3i,
        ref float yr, ref float yi, nint apart)
    {
        Vector256<float> evenR = s0r + s2r, evenI = s0i + s2i, oddR = s1r + s3r, oddI = s1i + s3i;
        Store(evenR + oddR, ref yr, 0);
        Store(evenI + oddI, ref yi, 0);
        Store(evenR - oddR, ref yr, 4 * apart);
        Store(evenI - oddI, ref yi, 4 * apart);
        Vector256<float> evenDr = s0r - s2r, evenDi = s0i - s2i, oddDr = s1r - s3r, oddDi = s1i - s3i;
        Store(evenDr + oddDi, ref yr, 2 * apart);
        Store(evenDi - oddDr, ref yi, 2 * apart);
        Store(evenDr - oddDi, ref yr, 6 * apart);
        Store(evenDi + oddDr, ref yi, 6 * apart);

        var half = Vector256.Create(0.707106781f);
        Vector256<float> p = d1r + d1i, q = d1i - d1r, r = d3i - d3r, s = d3r + d3i;
        Vector256<float> ar = d0r + d2i, ai = d0i - d2r, sumR = p + r, sumI = q - s;
        Store(Vector256.FusedMultiplyAdd(sumR, half, ar), ref yr, apart);
        Store(Vector256.FusedMultiplyAdd(sumI, half, ai), ref yi, apart);
        Store(SubtractProduct(sumR, half, ar), ref yr, 5 * apart);
        Store(SubtractProduct(sumI, half, ai), ref yi, 5 * apart);
        Vector256<float> br = d0r - d2i, bi = d0i + d2r, differenceR = p - r, differenceI = q + s;
        Store(Vector256.FusedMultiplyAdd(differenceI, half, br), ref yr, 3 * apart);
        Store(SubtractProduct(differenceR, half, bi), ref yi, 3 * apart);
        Store(SubtractProduct(differenceI, half, br), ref yr, 7 * apart);
        Store(Vector256.FusedMultiplyAdd(differenceR, half, bi), ref yi, 7 * apart);
    }

    /// <summary>c − a · b, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> SubtractProduct(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Fma.IsSupported ? Fma.MultiplyAddNegated(a, b, c) : Vector256.FusedMultiplyAdd(-a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ref float from, nint at) => Vector256.LoadUnsafe(ref Unsafe.Add(ref from, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> value, ref float to, nint at) => value.StoreUnsafe(ref Unsafe.Add(ref to, at));
}
