using Ser.Features;

namespace Ser.Tests.Features.Cepstra;

public sealed class DeltaTests
{
    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(100)]
    public void A_ramp_has_its_slope_everywhere_and_no_bend(int frames)
    {
        float[] ramp = [.. Enumerable.Range(0, frames).Select(t => 3 + (0.5f * t))], slope = new float[frames], bend = new float[frames];
        Delta.First(ramp, slope);
        Delta.Second(ramp, bend);
        Assert.All(slope, value => Assert.Equal(0.5, value, 1e-6));
        Assert.All(bend, value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_parabola_has_its_bend_everywhere()
    {
        float[] parabola = [.. Enumerable.Range(0, 20).Select(t => 0.25f * t * t)], bend = new float[20];
        Delta.Second(parabola, bend);
        Assert.All(bend, value => Assert.Equal(0.5, value, 1e-5));
    }

    [Fact]
    public void What_does_not_change_has_none_to_the_bit()
    {
        for (int frames = 0; frames < 30; frames++)
        {
            float[] constant = [.. Enumerable.Repeat(-1131.37f, frames)], slope = new float[frames], bend = new float[frames];
            Delta.First(constant, slope);
            Delta.Second(constant, bend);
            Assert.All(slope.Concat(bend), value => Assert.Equal(0, value));
        }
    }

    /// <summary>The fit itself, solved anew for every frame, instead of the weights that follow from it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    public void Values_are_those_of_a_polynomial_fitted_to_nine_frames(int frames)
    {
        float[] x = Signals.Noise(frames), slope = new float[frames], bend = new float[frames];
        Delta.First(x, slope);
        Delta.Second(x, bend);
        for (int t = 0; t < frames; t++)
        {
            int middle = frames < 9 ? t : Math.Clamp(t, 4, frames - 5);
            double[] y = [.. Enumerable.Range(middle - 4, 9).Select(i => (double)x[Math.Clamp(i, 0, frames - 1)])];
            double[] k = [.. Enumerable.Range(-4, 9).Select(i => (double)i)];
            double s2 = k.Sum(i => i * i), s4 = k.Sum(i => i * i * i * i), sy = y.Sum(), sky = k.Zip(y, (i, v) => i * v).Sum();
            double skky = k.Zip(y, (i, v) => i * i * v).Sum();
            Assert.Equal(sky / s2, slope[t], 1e-7);
            Assert.Equal(2 * ((9 * skky) - (s2 * sy)) / ((9 * s4) - (s2 * s2)), bend[t], 1e-7);
        }
    }

    [Fact]
    public void A_span_of_another_length_is_refused()
    {
        Assert.Throws<ArgumentException>("slope", () => Delta.First(new float[9], new float[8]));
        Assert.Throws<ArgumentException>("bend", () => Delta.Second(new float[9], new float[10]));
    }
}
