using System.Numerics;

namespace Ser.Core;

/// <summary>
/// A stream of random numbers that is found again by its key: seed, item, purpose and index. What is drawn for one clip
/// therefore does not depend on threads, on order, or on how much was drawn for another.
/// </summary>
/// <remarks>
/// xoshiro256** (Blackman and Vigna 2021, doi:10.1145/3460772); its state is filled by SplitMix64 from a 64-bit FNV-1a
/// hash of the key. The values are part of the contract: the same key gives the same numbers in every version.
/// Not for secrets, and one stream serves one thread.
/// </remarks>
public sealed class KeyedRandom
{
    private ulong s0, s1, s2, s3;
    private double spareGaussian = double.NaN;

    /// <summary>Opens the stream of a key.</summary>
    /// <param name="seed">The seed of the whole run.</param>
    /// <param name="item">What is drawn for, such as the name of a clip; spelt the same on every machine.</param>
    /// <param name="purpose">What the numbers decide, such as "noise" or "shuffle".</param>
    /// <param name="index">Which copy or epoch.</param>
    public KeyedRandom(long seed, string item, string purpose, long index = 0)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(purpose);

        ulong hash = Fnv1a(14695981039346656037UL, (ulong)seed);
        hash = Fnv1a(hash, item);
        hash = Fnv1a(hash, purpose);
        hash = Fnv1a(hash, (ulong)index);

        s0 = SplitMix64(ref hash);
        s1 = SplitMix64(ref hash);
        s2 = SplitMix64(ref hash);
        s3 = SplitMix64(ref hash);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        ulong shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>An even draw from [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>An even draw from [low, high).</summary>
    public double Uniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>True with the given probability: never for 0, always for 1.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>An even draw from 0 … count − 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">count is not positive.</exception>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);

        // Lemire 2019: multiply and take the high half; the rejection keeps the draw exactly even.
        ulong product = (NextBits() >> 32) * (ulong)count;
        uint low = (uint)product;
        if (low < (uint)count)
        {
            uint threshold = (uint)(-count) % (uint)count;
            while (low < threshold)
            {
                product = (NextBits() >> 32) * (ulong)count;
                low = (uint)product;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A draw from the normal distribution of mean 0 and standard deviation 1 (Marsaglia's polar method).</summary>
    public double Gaussian()
    {
        if (!double.IsNaN(spareGaussian))
        {
            double spare = spareGaussian;
            spareGaussian = double.NaN;
            return spare;
        }

        double x, y, square;
        do
        {
            x = Uniform(-1, 1);
            y = Uniform(-1, 1);
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);

        double scale = Math.Sqrt(-2 * Math.Log(square) / square);
        spareGaussian = y * scale;
        return x * scale;
    }

    /// <summary>Puts the items into an order that is drawn evenly from all orders (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Fnv1a(ulong hash, string text)
    {
        foreach (char c in text)
        {
            hash = Fnv1a(hash, c);
        }

        return Fnv1a(hash, (ulong)text.Length);   // so that ("ab", "c") and ("a", "bc") part ways
    }

    private static ulong Fnv1a(ulong hash, ulong value)
    {
        for (int shift = 0; shift < 64; shift += 8)
        {
            hash = (hash ^ ((value >> shift) & 0xFF)) * 1099511628211UL;
        }

        return hash;
    }

    private static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
