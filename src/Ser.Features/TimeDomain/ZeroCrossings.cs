using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>How often the sign changes within a frame: low in voiced sounds, high in hisses.</summary>
/// <remarks>
/// The values of librosa.feature.zero_crossing_rate, exactly: frames are centred, the edge samples are repeated beyond the clip,
/// a sample within ±1e-10 counts as +0, and a change between a frame's first sample and the one before it is not counted.
/// </remarks>
public static class ZeroCrossings
{
    // The largest float not above 1e-10: x < −Threshold then says the same as the comparison in double, for every float x.
    private static readonly float Threshold = MathF.BitDecrement(1e-10f);

    /// <summary>Sign changes of every frame of a clip, divided by frameLength.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="frameLength">Samples of a frame: even, 2 or more.</param>
    /// <param name="hopLength">Samples from one frame to the next: 1 or more.</param>
    /// <param name="rate">Receives one value a frame: 1 + samples / hopLength, none of an empty clip.</param>
    /// <exception cref="ArgumentException">A length is out of its range, or rate has another length.</exception>
    public static void Rate(ReadOnlySpan<float> samples, int frameLength, int hopLength, Span<float> rate)
    {
        FrameArguments.Require(samples.Length, frameLength, hopLength, rate.Length, nameof(rate));
        int words = (samples.Length + 63) / 64;
        ulong[] rented = ArrayPool<ulong>.Shared.Rent(words);
        var changes = rented.AsSpan(0, words);
        MarkChanges(samples, changes);
        for (int frame = 0; frame < rate.Length; frame++)
        {
            long start = ((long)frame * hopLength) - (frameLength / 2);
            int from = (int)Math.Max(start + 1, 1), to = (int)Math.Min(start + frameLength, samples.Length);
            rate[frame] = (float)CountBits(changes, from, to) / frameLength;
        }

        ArrayPool<ulong>.Shared.Return(rented);
    }

    /// <summary>Bit i % 64 of word i / 64 is set where the signs of samples i and i − 1 differ.</summary>
    private static void MarkChanges(ReadOnlySpan<float> samples, Span<ulong> changes)
    {
        ulong before = 0;
        for (int word = 0; word < changes.Length; word++)
        {
            var part = samples.Slice(word * 64, Math.Min(64, samples.Length - (word * 64)));
            ulong negative = NegativeBits(part);
            before = word == 0 ? negative & 1 : before;   // nothing stands before the first sample, so nothing changes at it
            changes[word] = negative ^ ((negative << 1) | before);
            before = negative >> 63;
        }
    }

    private static ulong NegativeBits(ReadOnlySpan<float> part)
    {
        ulong bits = 0;
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(part);
        for (int i = 0; i < vectors.Length; i++)
        {
            bits |= (ulong)Vector256.LessThan(vectors[i], Vector256.Create(-Threshold)).ExtractMostSignificantBits() << (8 * i);
        }

        for (int i = 8 * vectors.Length; i < part.Length; i++)   // 0 to 7 samples, at the end of the clip
        {
            bits |= (part[i] < -Threshold ? 1UL : 0) << i;
        }

        return bits;
    }

    private static int CountBits(ReadOnlySpan<ulong> words, int from, int to)
    {
        if (from >= to)
        {
            return 0;
        }

        int first = from / 64, last = (to - 1) / 64;
        ulong head = ulong.MaxValue << (from % 64), tail = ulong.MaxValue >> (63 - ((to - 1) % 64));
        if (first == last)
        {
            return BitOperations.PopCount(words[first] & head & tail);
        }

        int count = BitOperations.PopCount(words[first] & head) + BitOperations.PopCount(words[last] & tail);
        for (int word = first + 1; word < last; word++)
        {
            count += BitOperations.PopCount(words[word]);
        }

        return count;
    }
}
