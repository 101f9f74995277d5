using Ser.Audio.Rates;
using Ser.Tests.Features;

namespace Ser.Tests.Audio.Rates;

public sealed class SteppedReaderTests
{
    public static TheoryData<double> Steps => [0.25, 0.5, 0.84089641525, 1, 1.0001, 1.12246204831, 1.7, 4];

    /// <summary>Tones up to the end of the passband; a line between two rows and the filter's ripple leave 4e-5.</summary>
    [Theory]
    [MemberData(nameof(Steps))]
    public void A_tone_is_read_where_it_stands(double step)
    {
        foreach (double highest in new[] { 0.01, 0.4, 0.85 })
        {
            double cycles = highest / 2 / Math.Max(step, 1);   // per input sample
            float[] tone = [.. Enumerable.Range(0, 24_000).Select(i => (float)Math.Sin(2 * Math.PI * cycles * i))];
            float[] output = new float[(int)(tone.Length / step)];
            SteppedReader.For(step).Read(tone, output);
            double error = 0;
            for (int n = 0; n < output.Length; n++)
            {
                if (n * step is > 300 and < 23_700)
                {
                    error = Math.Max(error, Math.Abs(output[n] - Math.Sin(2 * Math.PI * cycles * n * step)));
                }
            }

            Assert.InRange(error, 0, 4e-5);
        }
    }

    [Theory]
    [InlineData(1.3)]
    [InlineData(2)]
    [InlineData(4)]
    public void What_the_longer_step_cannot_hold_does_not_fold_back(double step)
    {
        float[] tone = [.. Enumerable.Range(0, 16_000).Select(i => (float)Math.Sin(Math.PI * 1.01 / step * i))];
        float[] output = new float[(int)(tone.Length / step)];
        SteppedReader.For(step).Read(tone, output);
        Assert.All(output[100..^100], sample => Assert.InRange(sample, -3e-5f, 3e-5f));   // −90 dB
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_constant_stays_that_constant(double step)
    {
        float[] output = new float[(int)(20_000 / step)];
        SteppedReader.For(step).Read([.. Enumerable.Repeat(0.7f, 20_000)], output);
        int margin = (int)(250 / step) + 1;
        Assert.All(output[margin..^margin], sample => Assert.Equal(0.7, sample, 1e-6));
    }

    /// <summary>Outputs of a row are taken four at a time or one by one: the grouping must not show.</summary>
    [Fact]
    public void An_output_does_not_depend_on_how_many_are_read()
    {
        float[] noise = Signals.Noise(20_000), all = new float[15_000], few = new float[777];
        SteppedReader.For(1.26).Read(noise, all);
        SteppedReader.For(1.26).Read(noise, few);
        Assert.Equal(all[..777], few);
    }

    [Fact]
    public void Nothing_is_read_from_nothing()
    {
        float[] output = [5, 5, 5];
        SteppedReader.For(0.9).Read([], output);
        Assert.Equal([0f, 0, 0], output);
        SteppedReader.For(0.9).Read([1], []);
    }
}
