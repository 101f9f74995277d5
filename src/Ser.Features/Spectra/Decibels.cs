using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>Power in decibels: 10 log10.</summary>
public static class Decibels
{
    private const int SqrtHalf = 0x3F3504F3;            // the bits of √½
    private const float PerOctaveHigh = 3.0102539f;     // 10 log10 2, its first 14 bits: times an exponent it is exact
    private const float PerOctaveLow = 4.605039e-5f;   // and what is left of it
    private const float PerNeper = 8.685889638f;        // 20 / ln 10

    /// <summary>10 log10(max(power, floor)), each within 5e-6 dB of the exact value while it is below 128 dB.</summary>
    /// <param name="power">Powers, 0 or more.</param>
    /// <param name="floor">The smallest power that counts: 1.2e-38 or more.</param>
    /// <param name="db">Receives as many values; it may be the same span.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or the floor is below a normal float.</exception>
    /// <remarks>
    /// power = 2^e m with √½ ≤ m &lt; √2, and ln m = 2 artanh((m − 1) / (m + 1)), of which five terms of the series are within 1e-9.
    /// Our own, because the logarithm of a library may differ from machine to machine; this one has the same bits on all.
    /// </remarks>
    public static void FromPower(ReadOnlySpan<float> power, float floor, Span<float> db)
    {
        if (power.Length != db.Length)
        {
            throw new ArgumentException($"{power.Length} powers, but room for {db.Length}", nameof(db));
        }

        if (!float.IsNormal(floor) || floor < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(floor), floor, "is not a positive normal number");
        }

        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(power);
        var results = MemoryMarshal.Cast<float, Vector256<float>>(db);
        for (int i = 0; i < vectors.Length; i++)
        {
            results[i] = OfEight(vectors[i], floor);
        }

        for (int i = vectors.Length * Vector256<float>.Count; i < power.Length; i++)
        {
            db[i] = OfEight(Vector256.Create(power[i]), floor)[0];   // 0 to 7 values, by the same formula
        }
    }

    /// <summary>Raises every value to the highest one less topDb.</summary>
    internal static void LimitRange(Span<float> db, float topDb)
    {
        if (db.Length > 0)
        {
            float lowest = System.Numerics.Tensors.TensorPrimitives.Max<float>(db) - topDb;
            System.Numerics.Tensors.TensorPrimitives.Max(db, lowest, db);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> OfEight(Vector256<float> power, float floor)
    {
        var bits = Vector256.Max(power, Vector256.Create(floor)).AsInt32();
        var exponent = (bits - Vector256.Create(SqrtHalf)) >> 23;
        var m = (bits - (exponent << 23)).AsSingle();
        var s = (m - Vector256<float>.One) / (m + Vector256<float>.One);
        var square = s * s;
        var series = (square * Vector256.Create(1f / 9)) + Vector256.Create(1f / 7);
        series = (series * square) + Vector256.Create(1f / 5);
        series = (series * square) + Vector256.Create(1f / 3);
        var octaves = Vector256.ConvertToSingle(exponent);
        var fraction = (s * PerNeper) + (s * PerNeper * square * series);
        return (octaves * PerOctaveHigh) + ((octaves * PerOctaveLow) + fraction);
    }
}
