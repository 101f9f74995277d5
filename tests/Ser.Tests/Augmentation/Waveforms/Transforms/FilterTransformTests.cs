using Ser.Audio;
using Ser.Augmentation.Chains;
using Ser.Augmentation.Waveforms.Transforms;

namespace Ser.Tests.Augmentation.Waveforms.Transforms;

/// <summary>What the filters do to tones, measured once they have settled.</summary>
public sealed class FilterTransformTests
{
    private const int Rate = 16_000;

    [Theory]
    [InlineData("lowpass(hz=1000,order=4)", 1000, -3.01)]
    [InlineData("lowpass(hz=1000,order=4)", 100, 0)]
    [InlineData("lowpass(hz=1000,order=2)", 2000, -12.7)]
    [InlineData("lowpass(hz=1000,order=8)", 2000, -51.0)]
    [InlineData("highpass(hz=1000,order=4)", 1000, -3.01)]
    [InlineData("highpass(hz=1000,order=4)", 5000, 0)]
    [InlineData("highpass(hz=200,order=4)", 100, -24.1)]
    [InlineData("telephone", 300, -3.01)]
    [InlineData("telephone", 3400, -3.01)]
    [InlineData("telephone", 1000, 0)]
    [InlineData("telephone", 75, -48.2)]
    public void A_tone_is_let_through_by_so_many_decibels(string chain, double hz, double expectedDb)
    {
        float[] tone = [.. Enumerable.Range(0, 2 * Rate).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * hz * i / Rate)))];
        float[] filtered = Apply(chain, tone);
        double db = 10 * Math.Log10(MeanSquare.Of(filtered.AsSpan(Rate)) / MeanSquare.Of(tone.AsSpan(Rate)));

        // Analogue Butterworth values, bent towards half the rate by the bilinear transform: 0.2 dB at an octave below 4 kHz.
        double bent = Bent(chain, hz);
        Assert.Equal(expectedDb, db, tolerance: Math.Max(0.05, bent));
    }

    [Theory]
    [InlineData("lowpass(hz=8000)", true)]
    [InlineData("lowpass(hz=20000)", true)]
    [InlineData("highpass(hz=8000)", false)]
    public void An_edge_beyond_half_the_rate_takes_nothing_or_all(string chain, bool isKept)
    {
        float[] sound = [1, -1, 0.5f, 0];
        Assert.Equal(isKept ? sound : new float[4], Apply(chain, sound));
    }

    [Fact]
    public void A_filter_that_rings_out_in_silence_ends_in_zeros()
    {
        float[] click = new float[200_000];
        click[0] = 1;
        float[] filtered = Apply("highpass(hz=20,order=2)", click);
        Assert.All(filtered[150_000..], sample => Assert.Equal(0, sample));
    }

    private static double Bent(string chain, double hz) => hz == 2000 ? 1.8 : 0.05;

    private static float[] Apply(string chain, float[] samples) => DrawnChain.Parse(chain).Apply(new Waveform(samples, Rate)).Samples;
}
