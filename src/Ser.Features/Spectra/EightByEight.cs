using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ser.Features;

/// <summary>Rearranges floats between rows and lanes; nothing is computed, so there is but one result on every machine.</summary>
internal static class EightByEight
{
    public const int Side = 8;

    private const byte FirstHalves = 0x44, SecondHalves = 0xEE, Evens = 0x88, Odds = 0xDD;   // of each 128 bits of two vectors, as shufps counts them

    /// <summary>Rows → columns: column after column of eight rows that lie apart, each eight floats long, one after the other.</summary>
    /// <param name="rows">7 · apart + columns, or longer.</param>
    /// <param name="apart">From one row to the next.</param>
    /// <param name="columns">How many.</param>
    /// <param name="result">8 · columns.</param>
    public static void ToColumns(ReadOnlySpan<float> rows, int apart, int columns, Span<float> result)
    {
        rows = rows[..((7 * apart) + columns)];
        result = result[..(Side * columns)];
        int column = 0;
        for (; column + Side <= columns; column += Side)
        {
            Mirror(ref MemoryMarshal.GetReference(rows[column..]), apart, ref MemoryMarshal.GetReference(result[(Side * column)..]), Side);
        }

        for (; column < columns; column++)
        {
            for (int row = 0; row < Side; row++)
            {
                result[(Side * column) + row] = rows[(row * apart) + column];
            }
        }
    }

    /// <summary>Mirrors a square of eight rows of eight at its diagonal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mirror(ref float from, int fromApart, ref float to, int toApart)
    {
        if (Avx.IsSupported)
        {
            Mirror4(ref from, fromApart, ref to, toApart);
            Mirror4(ref Unsafe.Add(ref from, 4), fromApart, ref Unsafe.Add(ref to, 4 * toApart), toApart);
            return;
        }

        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                Unsafe.Add(ref to, (column * toApart) + row) = Unsafe.Add(ref from, (row * fromApart) + column);
            }
        }
    }

    /// <summary>Parts samples 0, 2, 4, … from 1, 3, 5, …, each times a weight of its own.</summary>
    /// <param name="samples">As many as there are weights together.</param>
    /// <param name="evenWeights">For samples 0, 2, …; none where all are 1.</param>
    /// <param name="oddWeights">For samples 1, 3, …; as many.</param>
    /// <param name="even">Receives samples 0, 2, ….</param>
    /// <param name="odd">Receives samples 1, 3, …; as many.</param>
    public static void Part(
        ReadOnlySpan<float> samples, ReadOnlySpan<float> evenWeights, ReadOnlySpan<float> oddWeights, Span<float> even, Span<float> odd)
    {
        odd = odd[..even.Length];
        samples = samples[..(2 * even.Length)];
        bool weighted = !evenWeights.IsEmpty;
        evenWeights = weighted ? evenWeights[..even.Length] : even;
        oddWeights = weighted ? oddWeights[..even.Length] : odd;
        int i = 0;
        if (Avx.IsSupported)
        {
            ref float x = ref MemoryMarshal.GetReference(samples);
            ref float w = ref MemoryMarshal.GetReference(evenWeights), v = ref MemoryMarshal.GetReference(oddWeights);
            ref float e = ref MemoryMarshal.GetReference(even), o = ref MemoryMarshal.GetReference(odd);
            for (; i + Side <= even.Length; i += Side)
            {
                var low = Halves(ref Unsafe.Add(ref x, 2 * i), ref Unsafe.Add(ref x, (2 * i) + 8));
                var high = Halves(ref Unsafe.Add(ref x, (2 * i) + 4), ref Unsafe.Add(ref x, (2 * i) + 12));
                Vector256<float> evens = Avx.Shuffle(low, high, Evens), odds = Avx.Shuffle(low, high, Odds);
                (weighted ? evens * Vector256.LoadUnsafe(ref w, (nuint)i) : evens).StoreUnsafe(ref e, (nuint)i);
                (weighted ? odds * Vector256.LoadUnsafe(ref v, (nuint)i) : odds).StoreUnsafe(ref o, (nuint)i);
            }
        }

        for (; i < even.Length; i++)
        {
            even[i] = weighted ? samples[2 * i] * evenWeights[i] : samples[2 * i];
            odd[i] = weighted ? samples[(2 * i) + 1] * oddWeights[i] : samples[(2 * i) + 1];
        }
    }

    /// <summary>The first four columns: rows 0 and 4, 1 and 5, … share a vector, so that each 128 bits are a square of their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mirror4(ref float from, int fromApart, ref float to, int toApart)
    {
        var a = Halves(ref from, ref Unsafe.Add(ref from, 4 * fromApart));
        var b = Halves(ref Unsafe.Add(ref from, fromApart), ref Unsafe.Add(ref from, 5 * fromApart));
        var c = Halves(ref Unsafe.Add(ref from, 2 * fromApart), ref Unsafe.Add(ref from, 6 * fromApart));
        var d = Halves(ref Unsafe.Add(ref from, 3 * fromApart), ref Unsafe.Add(ref from, 7 * fromApart));
        var ab = Avx.UnpackLow(a, b);
        var cd = Avx.UnpackLow(c, d);
        Avx.Shuffle(ab, cd, FirstHalves).StoreUnsafe(ref to);
        Avx.Shuffle(ab, cd, SecondHalves).StoreUnsafe(ref Unsafe.Add(ref to, toApart));
        ab = Avx.UnpackHigh(a, b);
        cd = Avx.UnpackHigh(c, d);
        Avx.Shuffle(ab, cd, FirstHalves).StoreUnsafe(ref Unsafe.Add(ref to, 2 * toApart));
        Avx.Shuffle(ab, cd, SecondHalves).StoreUnsafe(ref Unsafe.Add(ref to, 3 * toApart));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(ref float low, ref float high) => Vector256.Create(Vector128.LoadUnsafe(ref low), Vector128.LoadUnsafe(ref high));
}
