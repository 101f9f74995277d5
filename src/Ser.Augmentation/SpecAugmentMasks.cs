using Ser.Core;

namespace Ser.Augmentation;

/// <summary>Masks over bands and frames: 1 keeps, 0 hides.</summary>
/// <remarks>Park et al. 2019, "SpecAugment" (arXiv 1904.08779), without its time warp.</remarks>
public static class SpecAugmentMasks
{
    /// <summary>Draws the masks of one example.</summary>
    /// <param name="options">How many masks and how wide.</param>
    /// <param name="bands">Receives the mask over bands.</param>
    /// <param name="frames">Receives the mask over frames.</param>
    /// <param name="random">Two numbers are drawn per mask.</param>
    public static void Draw(SpectralAugmentation options, Span<float> bands, Span<float> frames, KeyedRandom random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);

        Hide(bands, options.BandMasks, options.BandMaskWidth, random);
        Hide(frames, options.FrameMasks, options.FrameMaskWidth, random);
    }

    private static void Hide(Span<float> keep, int masks, int widest, KeyedRandom random)
    {
        keep.Fill(1);
        for (int i = 0; i < masks; i++)
        {
            int width = random.Below(Math.Min(widest, keep.Length) + 1);
            int start = random.Below(keep.Length - width + 1);
            keep.Slice(start, width).Clear();
        }
    }
}
