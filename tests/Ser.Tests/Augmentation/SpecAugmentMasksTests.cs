using Ser.Augmentation;
using Ser.Core;

namespace Ser.Tests.Augmentation;

public sealed class SpecAugmentMasksTests
{
    [Fact]
    public void Masks_hide_no_more_than_their_number_times_their_width()
    {
        var options = new SpectralAugmentation();
        for (int i = 0; i < 500; i++)
        {
            var (bands, frames) = Draw(options, i);
            Assert.InRange(bands.Count(keep => keep == 0), 0, 16);
            Assert.InRange(frames.Count(keep => keep == 0), 0, 32);
            Assert.All(bands.Concat(frames), keep => Assert.True(keep is 0 or 1));
        }
    }

    [Fact]
    public void On_average_a_mask_hides_half_its_greatest_width()
    {
        var options = new SpectralAugmentation { BandMasks = 1, BandMaskWidth = 8, FrameMasks = 0 };
        double hidden = Enumerable.Range(0, 4000).Average(i => Draw(options, i).Bands.Count(keep => keep == 0));
        Assert.Equal(4, hidden, 0.21);   // five standard errors of the mean of 0 … 8: 5 · 2.58 / √4000
    }

    [Fact]
    public void Without_masks_everything_is_kept()
    {
        var (bands, frames) = Draw(SpectralAugmentation.None, 1);
        Assert.DoesNotContain(0, bands);
        Assert.DoesNotContain(0, frames);
    }

    [Fact]
    public void A_mask_wider_than_the_plane_is_cut_to_it()
    {
        var options = new SpectralAugmentation { BandMasks = 1, BandMaskWidth = 1024 };
        Assert.Contains(Enumerable.Range(0, 2000), i => Draw(options, i).Bands.All(keep => keep == 0));
    }

    [Fact]
    public void An_option_out_of_range_names_itself()
    {
        var error = Assert.Throws<UserError>(() => new SpectralAugmentation { NoiseChance = 1.5 });
        Assert.Contains("noiseChance", error.Message, StringComparison.Ordinal);
    }

    private static (float[] Bands, float[] Frames) Draw(SpectralAugmentation options, long seed)
    {
        var bands = new float[64];
        var frames = new float[160];
        SpecAugmentMasks.Draw(options, bands, frames, new KeyedRandom(seed, "clip", "masks"));
        return (bands, frames);
    }
}
