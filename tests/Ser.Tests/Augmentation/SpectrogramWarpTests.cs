using Ser.Augmentation;
using Ser.Core;

namespace Ser.Tests.Augmentation;

public sealed class SpectrogramWarpTests
{
    private const int Bands = 6, Rows = 8;

    [Fact]
    public void A_warp_that_changes_nothing_copies_the_clip()
    {
        float[] source = Ramp(frames: 10);
        var (window, valid) = Apply(new SpectrogramWarp(0, 1, 1, 0), source, width: 10);
        for (int t = 0; t < 10; t++)
        {
            for (int row = 0; row < Rows; row++)
            {
                Assert.Equal(source[(t * Rows) + row], window[(row * 10) + t]);
            }
        }

        Assert.All(valid, value => Assert.Equal(1, value));
    }

    [Fact]
    public void Frames_beyond_the_clip_repeat_its_edge_and_are_not_valid()
    {
        float[] source = Ramp(frames: 3);
        var (window, valid) = Apply(new SpectrogramWarp(-2, 1, 1, 0), source, width: 8);
        Assert.Equal([0f, 0, 1, 1, 1, 0, 0, 0], valid);
        Assert.Equal(source[0], window[0]);
        Assert.Equal(source[2 * Rows], window[7]);
    }

    [Fact]
    public void A_step_of_two_takes_every_other_frame()
    {
        float[] source = Ramp(frames: 12);
        var (window, _) = Apply(new SpectrogramWarp(1, 2, 1, 0), source, width: 4);
        Assert.Equal([source[1 * Rows], source[3 * Rows], source[5 * Rows], source[7 * Rows]], window[..4]);
    }

    [Fact]
    public void Between_two_frames_values_are_interpolated()
    {
        float[] source = Ramp(frames: 4);
        var (window, _) = Apply(new SpectrogramWarp(0.25, 1, 1, 0), source, width: 1);
        Assert.Equal(source[0] + (0.25f * (source[Rows] - source[0])), window[0], 5);   // one rounding of a product
    }

    [Fact]
    public void A_shift_moves_bands_and_leaves_the_other_rows_alone()
    {
        float[] source = Ramp(frames: 1);
        var (window, _) = Apply(new SpectrogramWarp(0, 1, 1, 2), source, width: 1);
        Assert.Equal([source[2], source[3], source[4], source[5], source[5], source[5], source[6], source[7]], window);
    }

    [Fact]
    public void A_long_clip_is_cropped_inside_and_a_short_one_placed_inside_the_window()
    {
        var options = new SpectralAugmentation();
        for (int i = 0; i < 200; i++)
        {
            var random = new KeyedRandom(i, "clip", "warp");
            var crop = SpectrogramWarp.Draw(options, frames: 100, width: 40, random);
            Assert.InRange(crop.Start, 0, 100 - (crop.Step * 40));
            var placed = SpectrogramWarp.Draw(options, frames: 20, width: 40, random);
            Assert.InRange(placed.Start, 20 - (placed.Step * 40), 0);
        }
    }

    [Fact]
    public void Without_augmentation_nothing_is_stretched_or_warped()
    {
        var warp = SpectrogramWarp.Draw(SpectralAugmentation.None, 50, 50, new KeyedRandom(1, "", ""));
        Assert.Equal(new SpectrogramWarp(0, 1, 1, 0), warp);
    }

    private static float[] Ramp(int frames) => [.. Enumerable.Range(0, frames * Rows).Select(i => (float)(i * i % 97))];

    private static (float[] Window, float[] Valid) Apply(SpectrogramWarp warp, float[] source, int width)
    {
        var window = new float[Rows * width];
        var valid = new float[width];
        warp.Apply(source, Rows, Bands, 0, window, valid);
        return (window, valid);
    }
}
