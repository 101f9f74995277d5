namespace Ser.Features;

/// <summary>Centred frames of a clip: where they lie, and what stands in them beyond the clip's ends.</summary>
internal static class Frames
{
    /// <summary>Frames of a clip: none of an empty one, else one centred on every hopLength-th sample.</summary>
    public static int Count(int samples, int hopLength) => samples == 0 ? 0 : 1 + (samples / hopLength);

    /// <summary>Fills a frame with the samples from start on, wherever that lies.</summary>
    public static void Fill(ReadOnlySpan<float> clip, long start, PaddingMode padding, Span<float> frame)
    {
        for (int i = 0; i < frame.Length; i++)
        {
            long at = start + i;
            frame[i] = at >= 0 && at < clip.Length ? clip[(int)at] : Beyond(clip, at, padding);
        }
    }

    private static float Beyond(ReadOnlySpan<float> clip, long at, PaddingMode padding) => padding switch
    {
        PaddingMode.Reflect => clip[Mirrored(at, clip.Length)],
        PaddingMode.Edge => clip[at < 0 ? 0 : clip.Length - 1],
        _ => 0,
    };

    /// <summary>A clip that is shorter than the padding is mirrored again and again, as numpy does it.</summary>
    private static int Mirrored(long at, int length)
    {
        if (length == 1)
        {
            return 0;
        }

        long period = 2L * (length - 1);
        long inside = ((at % period) + period) % period;
        return (int)Math.Min(inside, period - inside);
    }
}
