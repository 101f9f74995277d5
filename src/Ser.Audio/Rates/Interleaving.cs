using System.Runtime.Intrinsics;

namespace Ser.Audio.Rates;

/// <summary>Takes signals apart that stand sample by sample in turn.</summary>
internal static class Interleaving
{
    /// <summary>Parts m signals: r, r + m, r + 2m … become the r-th.</summary>
    /// <param name="samples">A multiple of m.</param>
    /// <param name="m">1 or more.</param>
    /// <param name="first">As long as the samples.</param>
    /// <param name="second">As long as the samples.</param>
    /// <returns>The signals, one behind the other: one of the three spans.</returns>
    public static ReadOnlySpan<float> Part(ReadOnlySpan<float> samples, int m, Span<float> first, Span<float> second)
    {
        // In two, in two again, in three: each is a few vectors; m signals at once are not.
        int done = 1;
        while (done < m)
        {
            int rest = m / done, by = rest % 2 == 0 ? 2 : rest % 3 == 0 ? 3 : rest;
            int length = samples.Length / done, part = length / by;
            for (int signal = 0; signal < done; signal++)
            {
                ReadOnlySpan<float> mixed = samples.Slice(signal * length, length);
                switch (by)
                {
                    case 2:
                        Two(mixed, first.Slice(signal * part, part), first.Slice((signal + done) * part, part));
                        break;
                    case 3:
                        Three(mixed, first.Slice(signal * part, part), first.Slice((signal + done) * part, part), first.Slice((signal + (2 * done)) * part, part));
                        break;
                    default:
                        for (int r = 0; r < by; r++)
                        {
                            Every(mixed, by, r, first.Slice((signal + (r * done)) * part, part));
                        }

                        break;
                }
            }

            samples = first;
            Span<float> swap = first;
            first = second;
            second = swap;
            done *= by;
        }

        return samples;
    }

    private static void Every(ReadOnlySpan<float> samples, int m, int at, Span<float> part)
    {
        for (int i = 0; i < part.Length; i++, at += m)
        {
            part[i] = samples[at];
        }
    }

    private static void Two(ReadOnlySpan<float> samples, Span<float> even, Span<float> odd)
    {
        odd = odd[..even.Length];
        while (even.Length >= Vector256<float>.Count)
        {
            // A pair is one 64-bit lane; narrowing keeps its lower half.
            Vector256<ulong> a = Vector256.Create(samples).AsUInt64(), b = Vector256.Create(samples[8..]).AsUInt64();
            Vector256.Narrow(a, b).AsSingle().CopyTo(even);
            Vector256.Narrow(a >> 32, b >> 32).AsSingle().CopyTo(odd);
            samples = samples[16..];
            even = even[8..];
            odd = odd[8..];
        }

        Every(samples, 2, 0, even);
        Every(samples, 2, 1, odd);
    }

    private static void Three(ReadOnlySpan<float> samples, Span<float> zeroth, Span<float> first, Span<float> second)
    {
        first = first[..zeroth.Length];
        second = second[..zeroth.Length];

        // Of 24 samples every third lies in another lane, so the eight come together by choice, and into order by a permutation.
        Vector256<float> third0 = Vector256.Create(-1, 0, 0, -1, 0, 0, -1, 0).AsSingle();
        Vector256<float> third1 = Vector256.Create(0, -1, 0, 0, -1, 0, 0, -1).AsSingle();
        Vector256<float> third2 = Vector256.Create(0, 0, -1, 0, 0, -1, 0, 0).AsSingle();
        while (zeroth.Length >= Vector256<float>.Count)
        {
            Vector256<float> a = Vector256.Create(samples), b = Vector256.Create(samples[8..]), c = Vector256.Create(samples[16..]);
            Vector256.Shuffle(Vector256.ConditionalSelect(third0, a, Vector256.ConditionalSelect(third1, b, c)), Vector256.Create(0, 3, 6, 1, 4, 7, 2, 5)).CopyTo(zeroth);
            Vector256.Shuffle(Vector256.ConditionalSelect(third1, a, Vector256.ConditionalSelect(third2, b, c)), Vector256.Create(1, 4, 7, 2, 5, 0, 3, 6)).CopyTo(first);
            Vector256.Shuffle(Vector256.ConditionalSelect(third2, a, Vector256.ConditionalSelect(third0, b, c)), Vector256.Create(2, 5, 0, 3, 6, 1, 4, 7)).CopyTo(second);
            samples = samples[24..];
            zeroth = zeroth[8..];
            first = first[8..];
            second = second[8..];
        }

        Every(samples, 3, 0, zeroth);
        Every(samples, 3, 1, first);
        Every(samples, 3, 2, second);
    }
}
