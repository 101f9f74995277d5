namespace Ser.Corpora;

/// <summary>Numbers a frame by its four strongest changes: which of the 32 they are, and their signs.</summary>
/// <remarks>
/// Exact bits of a whole frame seldom survive a codec, for some of them are always near zero; the strongest do. A copy at
/// 24 kbit/s shares 40 such numbers with its original (the median of 202 clips of 1 to 5 s; the fewest 4), and of 2.2 million frames of
/// speech no number is shared by more than 3000.
/// </remarks>
internal static class LandmarkKey
{
    /// <summary>C(32, 4) choices of four and 2⁴ signs.</summary>
    public const int Count = 35_960 * 16;

    private const int Strongest = 4;

    /// <summary>The number of a frame.</summary>
    /// <param name="change">Change of each of 33 bands in dB.</param>
    /// <param name="least">The four must change by more than this, or the frame has no number.</param>
    public static int? Of(ReadOnlySpan<float> change, float least)
    {
        Span<int> bands = stackalloc int[Strongest];
        Span<float> sizes = stackalloc float[Strongest];
        bands.Clear();
        sizes.Fill(least);
        for (int band = 0; band < change.Length - 1; band++)
        {
            float size = Math.Abs(change[band] - change[band + 1]);
            if (!(size > sizes[Strongest - 1]))
            {
                continue;
            }

            int place = Strongest - 1;
            for (; place > 0 && size > sizes[place - 1]; place--)
            {
                (sizes[place], bands[place]) = (sizes[place - 1], bands[place - 1]);
            }

            (sizes[place], bands[place]) = (size, band);
        }

        if (!(sizes[Strongest - 1] > least))
        {
            return null;
        }

        bands.Sort();
        int signs = 0;
        for (int i = 0; i < Strongest; i++)
        {
            signs |= change[bands[i]] > change[bands[i] + 1] ? 1 << i : 0;
        }

        return (Rank(bands) * 16) + signs;
    }

    /// <summary>Place of four rising numbers among all such fours: the combinatorial number system.</summary>
    private static int Rank(ReadOnlySpan<int> b) =>
        b[0] + (b[1] * (b[1] - 1) / 2) + (b[2] * (b[2] - 1) * (b[2] - 2) / 6) + (b[3] * (b[3] - 1) * (b[3] - 2) * (b[3] - 3) / 24);
}
