using Ser.Augmentation;
using Ser.Core;

namespace Ser.Tests.Augmentation;

public sealed class SpectrogramNoiseTests
{
    [Fact]
    public void A_gain_is_added_to_every_level()
    {
        float[] levels = [-60, -20, 0];
        new SpectrogramNoise(6, null, 0).Apply(levels, bands: 3);
        Assert.Equal([-54f, -14, 6], levels);
    }

    [Fact]
    public void Noise_as_loud_as_a_steady_clip_raises_it_by_three_decibels()
    {
        float[] levels = [-30, -30, -30, -30];
        new SpectrogramNoise(0, NoiseBelowDb: 0, TiltDb: 0).Apply(levels, bands: 2);
        Assert.All(levels, level => Assert.Equal(-30 + (10 * Math.Log10(2)), level, 1e-5));   // float's rounding of a logarithm
    }

    [Fact]
    public void Noise_lies_as_far_below_the_mean_power_as_was_asked_for()
    {
        // One loud cell of 0 dB among three of −200 dB: mean power a quarter, −6.02 dB; noise 20 dB below that.
        float[] levels = [0, -200, -200, -200];
        new SpectrogramNoise(0, NoiseBelowDb: 20, TiltDb: 0).Apply(levels, bands: 1);
        Assert.Equal(-26.0206, levels[2], 1e-4);
    }

    [Fact]
    public void A_tilt_rises_from_the_lowest_to_the_highest_band()
    {
        float[] levels = [-300, -300, -300, 0];
        new SpectrogramNoise(0, NoiseBelowDb: 20, TiltDb: 8).Apply(levels, bands: 4);
        Assert.Equal(8.0 / 3, levels[1] - levels[0], 1e-4);
        Assert.Equal(8.0 / 3, levels[2] - levels[1], 1e-4);
    }

    [Fact]
    public void Levels_far_apart_neither_overflow_nor_become_nan()
    {
        float[] levels = [-1000, 1000];
        new SpectrogramNoise(0, NoiseBelowDb: 10, TiltDb: 0).Apply(levels, bands: 1);
        Assert.All(levels, level => Assert.True(float.IsFinite(level)));
    }

    [Fact]
    public void Draws_stay_inside_their_ranges_and_noise_comes_as_often_as_was_asked_for()
    {
        var options = new SpectralAugmentation { NoiseChance = 0.25 };
        int noisy = 0;
        const int n = 4000;
        for (int i = 0; i < n; i++)
        {
            var drawn = SpectrogramNoise.Draw(options, new KeyedRandom(1, $"{i}", "noise"));
            Assert.InRange(drawn.GainDb, -6, 6);
            Assert.InRange(drawn.TiltDb, -10, 10);
            Assert.InRange(drawn.NoiseBelowDb ?? 10, 10, 45);
            noisy += drawn.NoiseBelowDb is null ? 0 : 1;
        }

        Assert.Equal(0.25, noisy / (double)n, 0.035);   // five standard errors of a binomial share
    }
}
