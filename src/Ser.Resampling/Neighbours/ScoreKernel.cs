using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Resampling.Neighbours;

/// <summary>Products of rows with packed rows, a tile of 6 × 16 at a time: sums[i, j] += Σ a[i, c] · b[c, j].</summary>
/// <remarks>
/// Twelve sums of eight lanes stay in registers: three loads from memory for two products would starve the multipliers, here eight
/// serve twelve (Goto and van de Geijn 2008, "Anatomy of High-Performance Matrix Multiplication"). Each sum runs through the columns
/// in their order, so it has the same bits on every machine. The references stay inside spans that were sliced first.
/// </remarks>
internal static class ScoreKernel
{
    /// <summary>Rows of a tile.</summary>
    public const int Height = 6;

    /// <summary>Packed rows of a tile.</summary>
    public const int Width = 16;

    private const int Lanes = 8;

    /// <summary>Adds the products of some columns to a tile.</summary>
    /// <param name="rows"><see cref="Height"/> rows, stride apart.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="packed">columns × <see cref="Width"/>.</param>
    /// <param name="columns">How many.</param>
    /// <param name="sums"><see cref="Height"/> rows of sums, sumStride apart.</param>
    /// <param name="sumStride">From one row of sums to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<float> rows, int stride, ReadOnlySpan<float> packed, int columns, Span<float> sums, int sumStride)
    {
        rows = rows[..(((Height - 1) * stride) + columns)];
        packed = packed[..(columns * Width)];
        sums = sums[..(((Height - 1) * sumStride) + Width)];
        ref float a = ref MemoryMarshal.GetReference(rows);
        ref float b = ref Unsafe.Add(ref a, stride);
        ref float c = ref Unsafe.Add(ref b, stride);
        ref float d = ref Unsafe.Add(ref c, stride);
        ref float e = ref Unsafe.Add(ref d, stride);
        ref float f = ref Unsafe.Add(ref e, stride);
        ref float p = ref MemoryMarshal.GetReference(packed);
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        Vector256<float> d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        for (nint column = 0; column < columns; column++)
        {
            var left = Vector256.LoadUnsafe(ref p);
            var right = Vector256.LoadUnsafe(ref p, Lanes);
            p = ref Unsafe.Add(ref p, Width);
            var value = Vector256.Create(Unsafe.Add(ref a, column));
            a0 = Vector256.FusedMultiplyAdd(value, left, a0);
            a1 = Vector256.FusedMultiplyAdd(value, right, a1);
            value = Vector256.Create(Unsafe.Add(ref b, column));
            b0 = Vector256.FusedMultiplyAdd(value, left, b0);
            b1 = Vector256.FusedMultiplyAdd(value, right, b1);
            value = Vector256.Create(Unsafe.Add(ref c, column));
            c0 = Vector256.FusedMultiplyAdd(value, left, c0);
            c1 = Vector256.FusedMultiplyAdd(value, right, c1);
            value = Vector256.Create(Unsafe.Add(ref d, column));
            d0 = Vector256.FusedMultiplyAdd(value, left, d0);
            d1 = Vector256.FusedMultiplyAdd(value, right, d1);
            value = Vector256.Create(Unsafe.Add(ref e, column));
            e0 = Vector256.FusedMultiplyAdd(value, left, e0);
            e1 = Vector256.FusedMultiplyAdd(value, right, e1);
            value = Vector256.Create(Unsafe.Add(ref f, column));
            f0 = Vector256.FusedMultiplyAdd(value, left, f0);
            f1 = Vector256.FusedMultiplyAdd(value, right, f1);
        }

        ref float s = ref MemoryMarshal.GetReference(sums);
        Store(ref s, a0, a1);
        Store(ref Unsafe.Add(ref s, sumStride), b0, b1);
        Store(ref Unsafe.Add(ref s, 2 * sumStride), c0, c1);
        Store(ref Unsafe.Add(ref s, 3 * sumStride), d0, d1);
        Store(ref Unsafe.Add(ref s, 4 * sumStride), e0, e1);
        Store(ref Unsafe.Add(ref s, 5 * sumStride), f0, f1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float sums, Vector256<float> left, Vector256<float> right)
    {
        (Vector256.LoadUnsafe(ref sums) + left).StoreUnsafe(ref sums);
        (Vector256.LoadUnsafe(ref sums, Lanes) + right).StoreUnsafe(ref sums, Lanes);
    }
}
