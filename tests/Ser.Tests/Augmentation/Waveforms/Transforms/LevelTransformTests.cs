using Ser.Audio;
using Ser.Augmentation.Chains;
using Ser.Augmentation.Waveforms;
using Ser.Augmentation.Waveforms.Transforms;
using Ser.Core;
using Ser.Tests.Features;

namespace Ser.Tests.Augmentation.Waveforms.Transforms;

/// <summary>Gain, clipping, quantisation and the limit of peaks.</summary>
public sealed class LevelTransformTests
{
    [Theory]
    [InlineData(6)]
    [InlineData(-20)]
    [InlineData(0)]
    public void A_gain_changes_the_level_by_just_so_many_decibels(double db)
    {
        float[] sound = Signals.Voice(3000, 16_000);
        float[] louder = Apply($"gain(db={db})", sound);
        Assert.Equal(db, 10 * Math.Log10(MeanSquare.Of(louder) / MeanSquare.Of(sound)), 1e-5);
    }

    [Fact]
    public void Clipping_holds_the_peaks_and_leaves_the_rest()
    {
        float[] cut = Apply("clip(db=6.020599913279624)", [0.8f, -0.8f, 0.5f, 0.3f, -0.4f, 0]);
        Assert.Equal([0.4f, -0.4f, 0.4f, 0.3f, -0.4f, 0], cut);
        Assert.Equal(0.1f, PeakLimit.PeakOf(Apply("clip(db=20)", [.. Enumerable.Range(0, 1000).Select(i => MathF.Sin(i))])), 1e-4f);
    }

    [Theory]
    [InlineData(8, 38.0)]
    [InlineData(6, 26.0)]
    [InlineData(12, 62.1)]
    public void Quantisation_leaves_a_noise_that_follows_the_sound(int bits, double expectedDb)
    {
        // 6.02 bits + 4.77 − 20 log10 ln 256 dB wherever |x| is well above 1 / 255; half a decibel less for the level that 0 takes.
        foreach (double level in new[] { 0.9, 0.3, 0.1 })
        {
            var random = new KeyedRandom(bits, "", "mulaw");
            float[] sound = [.. Enumerable.Range(0, 20_000).Select(_ => (float)random.Uniform(-level, level))];
            float[] coded = Apply($"mulaw(bits={bits})", sound);
            double noise = MeanSquare.Of([.. sound.Zip(coded, (a, b) => b - a)]);
            Assert.Equal(expectedDb, 10 * Math.Log10(MeanSquare.Of(sound) / noise), tolerance: 1.5);
        }
    }

    [Fact]
    public void Quantisation_knows_a_few_levels_keeps_the_sign_and_ends_at_full_scale()
    {
        float[] sound = [.. Enumerable.Range(-1500, 3001).Select(i => i / 1000f)];
        float[] coded = Apply("mulaw(bits=4)", sound);
        Assert.Equal(15, coded.Select(sample => sample == 0 ? 0 : sample).Distinct().Count());
        Assert.All(sound.Zip(coded), pair => Assert.True(pair.Second == 0 || Math.Sign(pair.First) == Math.Sign(pair.Second)));
        Assert.Equal(1, PeakLimit.PeakOf(coded), 1e-6f);
    }

    [Theory]
    [InlineData(1.5, 0)]
    [InlineData(1.0001, 0)]
    [InlineData(0.9, -3)]
    [InlineData(1e6, -1)]
    public void A_limit_brings_the_peak_to_just_below_it(double peak, double limit)
    {
        float[] sound = [(float)peak, (float)(-peak / 2)];
        double gain = PeakLimit.GainDb(sound, limit);
        Assert.True(gain < 0);
        PeakLimit.Apply(sound, gain);
        double reached = 20 * Math.Log10(PeakLimit.PeakOf(sound));
        Assert.InRange(reached, limit - 2e-4, limit + 1e-6);
        Assert.Equal(-0.5, sound[1] / sound[0], 1e-6);
    }

    [Fact]
    public void What_stays_below_the_limit_is_not_touched()
    {
        Assert.Equal(0, PeakLimit.GainDb([1f, -1f], 0));
        Assert.Equal(0, PeakLimit.GainDb([], 0));
        Assert.Equal(0, PeakLimit.GainDb(new float[10], -60));
    }

    private static float[] Apply(string chain, float[] samples) => DrawnChain.Parse(chain).Apply(new Waveform(samples, 16_000)).Samples;
}
