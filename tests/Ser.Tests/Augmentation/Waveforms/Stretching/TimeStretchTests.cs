using Ser.Augmentation.Waveforms;
using Ser.Core;
using Ser.Tests.Features;

namespace Ser.Tests.Augmentation.Waveforms.Stretching;

public sealed class TimeStretchTests
{
    private const int Rate = Vowels.Rate;

    public static TheoryData<StretchEngine> Engines => [.. Enum.GetValues<StretchEngine>()];

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_length_is_that_of_the_clip_over_the_rate_and_everything_is_finite(StretchEngine engine)
    {
        foreach (int length in new[] { 0, 1, 2, 100, 511, 1279, 1280, 1281, 2048, 5000, 9999 })
        {
            foreach (double rate in new[] { 0.25, 0.5, 0.8, 0.99, 1, 1.01, 1.1, 1.25, 2, 3.3, 4 })
            {
                float[] stretched = TimeStretch.Apply(Signals.Noise(length), Rate, rate, engine);
                Assert.Equal((int)Math.Round(length / rate), stretched.Length);
                Signals.AssertFinite(stretched);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Silence_stays_silence_and_by_default_a_constant_that_constant(StretchEngine engine)
    {
        foreach (double rate in new[] { 0.5, 1.1, 3 })
        {
            Assert.All(TimeStretch.Apply(new float[8000], Rate, rate, engine), sample => Assert.Equal(0, sample));
            float[] constant = TimeStretch.Apply([.. Enumerable.Repeat(1f, 8000)], Rate, rate, engine);
            Assert.All(constant, sample => Assert.InRange(sample, engine == StretchEngine.Wsola ? 1 : -2, engine == StretchEngine.Wsola ? 1 : 2));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_same_clip_gives_the_same_bits(StretchEngine engine)
    {
        float[] clip = Signals.Voice(20_000, Rate);
        Assert.Equal(TimeStretch.Apply(clip, Rate, 0.87, engine), TimeStretch.Apply(clip, Rate, 0.87, engine));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_is_not_finite_or_out_of_range_is_refused_by_name(StretchEngine engine)
    {
        float[] clip = Signals.Noise(1000);
        Assert.Equal("rate", Assert.Throws<ArgumentOutOfRangeException>(() => TimeStretch.Apply(clip, Rate, 0.24, engine)).ParamName);
        Assert.Equal("rate", Assert.Throws<ArgumentOutOfRangeException>(() => TimeStretch.Apply(clip, Rate, 4.01, engine)).ParamName);
        Assert.Equal("rate", Assert.Throws<ArgumentOutOfRangeException>(() => TimeStretch.Apply(clip, Rate, double.NaN, engine)).ParamName);
        Assert.Equal("sampleRate", Assert.Throws<ArgumentOutOfRangeException>(() => TimeStretch.Apply(clip, 0, 2, engine)).ParamName);
        foreach (float bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            foreach (int at in new[] { 0, 500, 999 })
            {
                float[] spoilt = [.. clip];
                spoilt[at] = bad;
                var refused = Assert.Throws<ArgumentException>(() => TimeStretch.Apply(spoilt, Rate, 2, engine));
                Assert.Equal("samples", refused.ParamName);
                Assert.Contains($"sample {at} ", refused.Message, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Every output of the default engine lies between two samples of the input, so nothing can clip.</summary>
    [Fact]
    public void A_full_scale_clip_is_not_exceeded_and_a_huge_one_stays_finite()
    {
        var random = new KeyedRandom(1, "square", "test");
        float[] square = [.. Enumerable.Range(0, 30_000).Select(_ => random.Chance(0.5) ? 1f : -1f)];
        float[] huge = [.. square.Select(sample => sample * 1e30f)];
        foreach (double rate in new[] { 0.25, 0.7, 1.3, 4 })
        {
            Assert.All(TimeStretch.Apply(square, Rate, rate), sample => Assert.InRange(sample, -1, 1));
            Signals.AssertFinite(TimeStretch.Apply(huge, Rate, rate));
        }
    }

    /// <summary>Noise is never zero: had the input run out before the output was full, the rest would be.</summary>
    [Fact]
    public void The_output_is_filled_to_its_end_at_any_rate_and_length()
    {
        var random = new KeyedRandom(1, "lengths", "test");
        for (int i = 0; i < 300; i++)
        {
            int length = 1 + random.Below(12_000), sampleRate = random.Chance(0.5) ? 16_000 : 8000;
            double rate = Math.Pow(2, random.Uniform(-2, 2));
            float[] clip = [.. Signals.Noise(length, $"{i}").Select(sample => Math.Abs(sample) + 0.01f)];
            float[] stretched = TimeStretch.Apply(clip, sampleRate, rate);
            Assert.True(Array.TrueForAll(stretched, sample => sample >= 0.0099f), $"draw {i}: {length} samples at rate {rate}");
        }
    }

    /// <summary>No two samples of noise are the same, so what was copied tells where it was. Noise is the worst case: nothing in it is alike.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(1.1)]
    [InlineData(1.25)]
    [InlineData(2)]
    public void Nothing_is_far_from_its_due_time(double rate)
    {
        double ofNoise = LargestShift(Signals.Noise(2 * Rate), rate), ofVoice = LargestShift(Vowels.Sing("vibrato", Vowels.A), rate);
        TestContext.Current.TestOutputHelper?.WriteLine($"noise {1000 * ofNoise:0.0} ms, voice {1000 * ofVoice:0.0} ms");
        Assert.InRange(ofNoise, 0.004, 0.035);
        Assert.InRange(ofVoice, 0.004, 0.022);
    }

    private static double LargestShift(float[] clip, double rate)
    {
        var places = clip.Select((sample, place) => (sample, place)).GroupBy(pair => pair.sample)
            .Where(group => group.Count() == 1).ToDictionary(group => group.Key, group => group.Single().place);
        float[] stretched = TimeStretch.Apply(clip, Rate, rate);
        double farthest = 0;
        int run = 0, before = -2;
        for (int i = 0; i < stretched.Length; i++)
        {
            // Four in a row: a value in a fade may be that of another place by chance.
            int place = places.GetValueOrDefault(stretched[i], -9);
            run = place == before + 1 ? run + 1 : 0;
            before = place;
            farthest = run >= 4 ? Math.Max(farthest, Math.Abs(place - (i * rate))) : farthest;
        }

        return farthest / Rate;
    }
}
