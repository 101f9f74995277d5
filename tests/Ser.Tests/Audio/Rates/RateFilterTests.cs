using Ser.Audio.Rates;
using Ser.Core;

namespace Ser.Tests.Audio.Rates;

/// <summary>The three ways to convert, against each other and against a plain sum in double.</summary>
public sealed class RateFilterTests
{
    /// <summary>Of noise in −1 … 1: a transform rounds to about 1e-7, and the largest of some thousand errors is several of them.</summary>
    private const double OfTransforms = 2e-6;

    /// <summary>Of noise, which has something at every image: two filters, and a line between rows, of 4e-6 each.</summary>
    private const double OfTwoFilters = 3e-5;

    [Theory]
    [InlineData(1, 3, typeof(BlockFilter))]        // 48 → 16
    [InlineData(1, 2, typeof(BlockFilter))]
    [InlineData(3, 1, typeof(BlockFilter))]
    [InlineData(2, 3, typeof(BlockFilter))]
    [InlineData(10, 9, typeof(BlockFilter))]
    [InlineData(160, 441, typeof(TwoStageFilter))]   // 44.1 → 16
    [InlineData(8000, 12207, typeof(TwoStageFilter))]   // 24 414 → 16 000
    [InlineData(160, 147, typeof(TwoStageFilter))]   // 44.1 → 48
    [InlineData(1, 7680, typeof(DirectFilter))]
    public void The_quickest_way_is_taken(int l, int m, Type way) => Assert.IsType(way, RateFilter.For(l, m));

    [Theory]
    [InlineData(1, 3)]
    [InlineData(1, 2)]
    [InlineData(1, 6)]
    [InlineData(1, 5)]
    [InlineData(3, 1)]
    [InlineData(2, 3)]
    [InlineData(10, 9)]
    public void Fast_convolution_gives_the_sums_of_the_definition(int l, int m)
    {
        var filter = new BlockFilter(l, m, Math.Max(1.0, m / (double)l));
        float[] sound = Noise((int)(2.3 * filter.BlockOutputs * m / l));
        float[] output = RateConverter.For(m * 1000, l * 1000).Convert(sound);

        // The filter in plain double, output by output; every 7th, for there are many.
        PhaseTable table = DirectFilter.Sharp(l, m, Math.Max(1.0, m / (double)l)).Table;
        for (int n = 0; n < output.Length; n += 7)
        {
            long at = (long)n * m;
            ReadOnlySpan<float> taps = table.Row((int)(at % l));
            double sum = 0;
            for (int k = 0; k < taps.Length; k++)
            {
                long input = (at / l) - table.Reach + 1 + k;
                sum += input >= 0 && input < sound.Length ? taps[k] * (double)sound[input] : 0;
            }

            Assert.Equal(sum, output[n], OfTransforms);
        }
    }

    [Theory]
    [InlineData(1, 3, OfTransforms)]
    [InlineData(3, 1, OfTransforms)]
    [InlineData(2, 3, OfTransforms)]
    [InlineData(160, 441, OfTwoFilters)]
    [InlineData(147, 80, OfTwoFilters)]
    [InlineData(8000, 12207, OfTwoFilters)]
    public void Every_length_around_the_edges_of_blocks_gives_what_the_direct_way_gives(int l, int m, double tolerance)
    {
        var converter = RateConverter.For(m * 10, l * 10);
        var direct = DirectFilter.Sharp(l, m, Math.Max(1.0, m / (double)l));
        int block = (int)((long)RateFilter.For(l, m).BlockOutputs * m / l);
        float[] sound = Noise(2 * block + 100);
        int[] lengths = [.. Enumerable.Range(0, 40), .. Enumerable.Range(0, 40).Select(i => 40 + (51 * i)), .. Around(block), .. Around(2 * block)];
        foreach (int length in lengths)
        {
            float[] output = converter.Convert(sound.AsSpan(0, length));
            int from = Math.Max(0, output.Length - 700);   // what a length decides about is the end
            float[] expected = new float[output.Length - from];
            ConvertDirectly(direct, sound.AsSpan(0, length), from, expected);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(Math.Abs(expected[i] - output[from + i]) < tolerance, $"{l}:{m}, {length} samples: {output[from + i]} instead of {expected[i]} at {from + i}");
            }
        }

        IEnumerable<int> Around(int inputs) => Enumerable.Range(inputs - 6, 12).Concat([inputs - 400, inputs + 80]);
    }

    [Fact]
    public void Signals_that_stand_in_turn_are_taken_apart()
    {
        for (int m = 1; m <= 13; m++)
        {
            for (int length = 0; length < 40; length++)
            {
                float[] samples = [.. Enumerable.Range(0, length * m).Select(i => (float)i)];
                float[] parts = Interleaving.Part(samples, m, new float[samples.Length], new float[samples.Length]).ToArray();
                Assert.Equal(Enumerable.Range(0, m).SelectMany(r => Enumerable.Range(0, length).Select(i => (float)((i * m) + r))), parts);
            }
        }
    }

    private static void ConvertDirectly(DirectFilter direct, ReadOnlySpan<float> sound, int from, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            Stretch needed = direct.Inputs(from + i, 1);
            float[] inputs = new float[needed.Length];
            needed.Cut(sound, inputs);
            direct.Convert(inputs, from + i, output.Slice(i, 1));
        }
    }

    private static float[] Noise(int count)
    {
        var random = new KeyedRandom(6, "filters", "noise");
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Uniform(-1, 1))];
    }
}
