using System.Numerics;

namespace Ser.Corpora;

/// <summary>How far two prints agree when one is laid over the other.</summary>
/// <param name="Offset">Frames by which the second one's sound comes later in the first.</param>
/// <param name="Bits">Bits that are reliable in both.</param>
/// <param name="Errors">Those of them that differ: half of them where the sounds have nothing to do with each other.</param>
/// <remarks>
/// The limit only has to bring few pairs to <see cref="SoundCorrelation"/>, which decides. Error rates of copies of 202 clips of RAVDESS,
/// CREMA-D, TESS and SAVEE, the worst clip of each kind: −20 dB in 16 bits 0.04; MP3 of 64 kbit/s 0.001, of 24 kbit/s 0.04; Opus of 24 kbit/s
/// 0.03, of 16 kbit/s 0.10, of 10 kbit/s 0.25 (median 0.06); cut off by 50 ms 0.001; to 8 and to 48 kHz 0; cut off by 56 ms, −6 dB and MP3 of
/// 32 kbit/s together 0.03; with noise 20 dB below 0.05. Different takes of one sentence by one speaker: RAVDESS (42 480 pairs) 0.18 and more,
/// CREMA-D (300 636) 0.28, but TESS, where one sentence carries every word, spoken with great regularity, 0.09, and the
/// synthesiser of the demo corpus 0.05.
/// </remarks>
internal readonly record struct PrintMatch(int Offset, int Bits, int Errors)
{
    /// <summary>Fewer bits than this prove nothing: a quarter of a second of speech has about as many.</summary>
    public const int FewestBits = 200;

    private const double MostErrors = 0.15, LeastOverlap = 0.5;

    /// <summary>Share of the bits that differ; 1 where there is nothing to compare.</summary>
    public double ErrorRate => Bits == 0 ? 1 : Errors / (double)Bits;

    /// <summary>By how many seconds the second one's sound comes later in the first, to 8 ms.</summary>
    public double Seconds => Offset / (double)AcousticPrint.FramesPerSecond;

    /// <summary>Lays the prints over each other.</summary>
    public static PrintMatch Of(AcousticPrint first, AcousticPrint second, int offset)
    {
        int length = Overlap(first.Frames, second.Frames, offset, out int firstStart, out int secondStart);
        var a = first.Frames.Slice(firstStart, length);
        var b = second.Frames.Slice(secondStart, length);
        int bits = 0, errors = 0;
        for (int i = 0; i < a.Length; i++)
        {
            var (newBits, newErrors) = Compare(a[i], b[i]);
            bits += newBits;
            errors += newErrors;
        }

        return new PrintMatch(offset, bits, errors);
    }

    /// <summary>Whether the two may be one recording: enough is compared, and little of it differs.</summary>
    public bool MayBeSame(AcousticPrint first, AcousticPrint second) =>
        Bits >= FewestBits && Bits >= LeastOverlap * Math.Min(first.ReliableBits, second.ReliableBits)
        && ErrorRate <= MostErrors;

    /// <summary>Whether a few frames around two that share a landmark speak against one sound; cheap, for most landmarks are shared by chance.</summary>
    public static bool IsUnlikely(ReadOnlySpan<ulong> first, int firstFrame, ReadOnlySpan<ulong> second, int secondFrame)
    {
        const double MostErrorsNearby = 0.25;
        const int FewestBitsNearby = 16;

        int bits = 0, errors = 0;
        foreach (int away in (ReadOnlySpan<int>)[-4, 4, -8, 8, -14, 14, -20, 20, -26, 26, -32, 32])
        {
            int a = firstFrame + away, b = secondFrame + away;
            if ((uint)a >= (uint)first.Length || (uint)b >= (uint)second.Length)
            {
                continue;
            }

            var (newBits, newErrors) = Compare(first[a], second[b]);
            bits += newBits;
            errors += newErrors;
            if (bits >= FewestBitsNearby && errors > MostErrorsNearby * bits)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The frames of both that lie on each other: two spans of the same length.</summary>
    private static int Overlap(ReadOnlySpan<ulong> first, ReadOnlySpan<ulong> second, int offset, out int firstStart, out int secondStart)
    {
        firstStart = Math.Max(0, offset);
        secondStart = Math.Max(0, -offset);
        return Math.Max(0, Math.Min(first.Length - firstStart, second.Length - secondStart));
    }

    private static (int Bits, int Errors) Compare(ulong first, ulong second)
    {
        uint reliable = (uint)((first & second) >> AcousticPrint.FrameBits);
        return (BitOperations.PopCount(reliable), BitOperations.PopCount(reliable & (uint)(first ^ second)));
    }
}
