using Ser.Audio.Rates;
using Ser.Core;

namespace Ser.Tests.Audio.Rates;

/// <summary>The laws of the converter: lengths, place in time, linearity, edges; what it does to tones is measured in <see cref="RateConverterQualityTests"/>.</summary>
public sealed class RateConverterTests
{
    [Theory]
    [InlineData(48000, 16000)]
    [InlineData(44100, 16000)]
    [InlineData(16000, 14400)]
    [InlineData(24414, 16000)]
    [InlineData(8000, 48000)]
    [InlineData(767999, 768000)]
    [InlineData(768000, 100)]
    [InlineData(1, 768000)]
    public void Lengths_are_rounded_up_and_short_sounds_work(int from, int to)
    {
        RateConverter converter = RateConverter.For(from, to);
        foreach (int n in new[] { 0, 1, 2, 7, 100, 433, 5000 })
        {
            if (n * (double)to / from > 1e7)
            {
                continue;
            }

            float[] output = converter.Convert(Noise(n));
            Assert.Equal((((long)n * to) + from - 1) / from, output.Length);
            Assert.All(output, y => Assert.True(float.IsFinite(y)));
        }
    }

    [Fact]
    public void Equal_rates_give_a_copy()
    {
        float[] input = Noise(100);
        float[] output = RateConverter.For(16000, 16000).Convert(input);
        Assert.Equal(input, output);
        Assert.NotSame(input, output);
    }

    [Theory]
    [InlineData(48000, 16000)]
    [InlineData(44100, 16000)]
    [InlineData(16000, 17600)]
    [InlineData(24414, 16000)]
    [InlineData(767999, 768000)]
    [InlineData(768000, 16000)]
    public void A_constant_stays_that_constant(int from, int to)
    {
        float[] output = RateConverter.For(from, to).Convert(Enumerable.Repeat(1f, 30 * 400 * Math.Max(1, from / to)).ToArray());
        int edge = (int)(75 * Math.Max(1.0, to / (double)from)) + 1;   // half the filter, in outputs

        // Rows are divided by their sum in double; what is left is the rounding of the taps and of the sum, a few 2⁻²⁴.
        Assert.All(output[edge..^edge], y => Assert.Equal(1, y, 1e-6));
    }

    [Theory]
    [InlineData(48000, 16000)]
    [InlineData(16000, 48000)]
    [InlineData(44100, 16000)]
    [InlineData(24414, 16000)]
    public void An_impulse_keeps_its_place_and_its_symmetry(int from, int to)
    {
        // At input 2 · from / g the impulse stands exactly on output 2 · to / g (at least beyond the filter's reach).
        int common = Enumerable.Range(1, Math.Min(from, to)).Last(g => from % g == 0 && to % g == 0);
        int periods = 1 + (500 / Math.Min(from / common, to / common));
        int at = periods * (from / common), expected = periods * (to / common);
        float[] input = new float[2 * at];
        input[at] = 1;
        float[] output = RateConverter.For(from, to).Convert(input);
        Assert.Equal(output.Max(), output[expected]);
        for (int k = 1; k < Math.Min(expected, 60); k++)
        {
            Assert.Equal(output[expected - k], output[expected + k], 2e-6);   // symmetric up to float taps and the line between rows
        }
    }

    [Theory]
    [InlineData(44100, 16000)]
    [InlineData(24414, 16000)]
    public void Conversion_is_linear(int from, int to)
    {
        float[] a = Noise(6000), b = Noise(6000, index: 1);
        float[] both = [.. a.Zip(b, (x, y) => (0.5f * x) - (0.25f * y))];
        RateConverter converter = RateConverter.For(from, to);
        float[] convertedA = converter.Convert(a), convertedB = converter.Convert(b), converted = converter.Convert(both);
        for (int i = 0; i < converted.Length; i++)
        {
            Assert.Equal((0.5 * convertedA[i]) - (0.25 * convertedB[i]), converted[i], 2e-6);   // Σ |taps| ≈ 3, rounded at 2⁻²⁴ a step
        }
    }

    [Theory]
    [InlineData(48000, 16000, 2e-6)]     // rounding of a transform: twenty times the 1e-7 that it is on average
    [InlineData(16000, 14400, 2e-6)]
    [InlineData(768000, 93, 0)]          // one by one: the same additions wherever an output stands
    [InlineData(44100, 16000, 3e-5)]     // what two filters leave of ripple and images, 4e-6 each, in noise that has everything
    [InlineData(24414, 16000, 3e-5)]
    public void Blocks_leave_no_seams(int from, int to, double tolerance)
    {
        // A shift by whole periods moves the sound over block and group borders, and must change nothing but its place.
        int common = Enumerable.Range(1, Math.Min(from, to)).Last(g => from % g == 0 && to % g == 0);
        int shift = from / common;
        float[] sound = Noise(100_000);
        RateConverter converter = RateConverter.For(from, to);
        float[] plain = converter.Convert(sound);
        float[] later = converter.Convert([.. new float[shift], .. sound]);
        Assert.All(plain.Zip(later[(to / common)..]), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    [Theory]
    [InlineData(48000, 16000)]
    [InlineData(16000, 48000)]
    [InlineData(44100, 16000)]
    [InlineData(24414, 16000)]
    public void Silence_stays_exactly_silent_beyond_the_reach_of_a_sound(int from, int to)
    {
        // A click in silence, then a pause that is shorter than a block, then noise.
        float[] sound = [.. new float[9000], 1, .. new float[4000], .. Noise(1000), .. new float[9000]];
        float[] output = RateConverter.For(from, to).Convert(sound);
        int reach = (int)(74 * Math.Max(1.0, from / (double)to)) + 2 + (from % to == 0 || to % from == 0 ? 0 : 32);   // of the filters, in inputs
        for (int n = 0; n < output.Length; n++)
        {
            double input = n * (double)from / to;
            bool near = Math.Abs(input - 9000) < reach || (input > 13_001 - reach && input < 14_001 + reach);
            Assert.True(near || output[n] == 0, $"{from} to {to}: {output[n]} at output {n}");
        }

        Assert.All(RateConverter.For(from, to).Convert(new float[20_000]), y => Assert.Equal(0, y));
    }

    [Theory]
    [InlineData(48000, 16000)]
    [InlineData(16000, 48000)]
    [InlineData(44100, 16000)]
    public void What_is_no_number_or_too_large_spoils_nothing_but_its_surroundings(int from, int to)
    {
        foreach (float bad in new[] { float.NaN, float.PositiveInfinity, float.MaxValue })
        {
            float[] sound = Noise(12_000);
            float[] clean = RateConverter.For(from, to).Convert(sound);
            sound[6000] = bad;
            float[] output = RateConverter.For(from, to).Convert(sound);
            int reach = 110 * Math.Max(from, to) / Math.Min(from, to);
            for (int n = 0; n < output.Length; n++)
            {
                if (Math.Abs((n * (double)from / to) - 6000) > reach)
                {
                    Assert.Equal(clean[n], output[n], 2e-6);   // another way of adding
                }
            }

            Assert.Equal(float.IsFinite(bad), float.IsFinite(output[(int)(6000L * to / from)]));
        }
    }

    [Fact]
    public void One_converter_serves_many_threads()
    {
        RateConverter converter = RateConverter.For(44100, 16000);
        float[] input = Noise(20_000);
        float[] expected = converter.Convert(input);
        Parallel.For(0, 32, _ => Assert.Equal(expected, converter.Convert(input)));
        Assert.Same(converter, RateConverter.For(44100, 16000));
    }

    [Fact]
    public void Tables_stay_small_for_any_pair_of_rates()
    {
        foreach ((int from, int to) in new[] { (767999, 768000), (768000, 767999), (24414, 16000), (768000, 7919), (1, 768000), (768000, 94) })
        {
            _ = RateConverter.For(48000, 16000);
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = new RateConverter(from, to);
            long spent = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(spent < 32_000_000, $"{from} to {to}: {spent} bytes");   // rows of floats and one of doubles
        }
    }

    [Fact]
    public void A_result_that_no_array_can_hold_is_a_user_error()
    {
        Assert.Throws<UserError>(() => RateConverter.For(1, 768000).Convert(new float[3000]));
    }

    [Fact]
    public void Rates_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("from", () => new RateConverter(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("to", () => new RateConverter(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("from", () => new RateConverter(768000, 1));
    }

    private static float[] Noise(int count, int index = 0)
    {
        var random = new KeyedRandom(5, "rates", "noise", index);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Uniform(-1, 1))];
    }
}
