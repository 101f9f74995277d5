using System.Numerics;
using Ser.Audio;
using Ser.Augmentation.Chains;
using Ser.Augmentation.Waveforms.Transforms;
using Ser.Tests.Features;

namespace Ser.Tests.Augmentation.Waveforms.Transforms;

public sealed class EqualiserTransformTests
{
    private const int Rate = 16_000;

    [Theory]
    [InlineData("equaliser(curve=1)", 16_000)]
    [InlineData("equaliser(bands=1,db=24,curve=2)", 16_000)]
    [InlineData("equaliser(bands=8,db=12,curve=3)", 44_100)]
    [InlineData("equaliser(bands=5,curve=4)", 8000)]   // 7000 Hz is above half the rate
    public void The_response_is_the_product_of_the_cookbooks_bells(string chain, int rate)
    {
        var step = DrawnChain.Parse(chain).Steps[0];
        var bells = EqualiserTransform.Bands(rate, step.Values).ToArray();
        float[] response = step.Apply(Click(rate), rate);
        const int Frequencies = 60;
        for (int i = 0; i < Frequencies; i++)
        {
            double hz = 20 * Math.Pow(0.49 * rate / 20, i / (Frequencies - 1.0));
            double expected = bells.Sum(bell => BellDb(hz, bell.Hz, bell.GainDb, bell.Q, rate));

            // A response is stored in float after each bell: eight roundings of 6e-8 of a value that is ten times the spectrum where it is cut most.
            Assert.Equal(expected, DecibelsAt(response, hz, rate), tolerance: 1e-4);
        }
    }

    [Fact]
    public void At_its_centre_a_bell_has_its_gain_and_far_away_none()
    {
        float[] response = Click(Rate);
        Biquad.Peaking(2 * Math.PI * 1000 / Rate, gainDb: -6, q: 2).Filter(response);
        Assert.Equal(-6, DecibelsAt(response, 1000, Rate), tolerance: 1e-5);
        Assert.Equal(0, DecibelsAt(response, 0, Rate), tolerance: 1e-5);
        Assert.Equal(0, DecibelsAt(response, Rate / 2.0, Rate), tolerance: 1e-5);
    }

    [Fact]
    public void Bells_are_drawn_within_their_ranges_and_evenly_over_octaves()
    {
        const int Draws = 1000;
        var chain = AugmentationChain.Parse("equaliser(bands=4,db=12,low=100,high=6400)");
        var bells = Enumerable.Range(0, Draws).SelectMany(copy => EqualiserTransform.Bands(Rate, chain.Draw(1, "a.wav", copy).Steps[0].Values)).ToArray();

        Assert.Equal(4 * Draws, bells.Length);
        Assert.All(bells, bell => Assert.True(bell.Hz is >= 100 and <= 6400 && bell.GainDb is >= -12 and <= 12 && bell.Q is >= 0.5 and <= 2, bell.ToString()));

        // Six octaves, so a sixth of the bells each; five standard deviations of a count of 4000 draws.
        Assert.All(bells.CountBy(bell => (int)Math.Log2(bell.Hz / 100)), octave => Assert.InRange(octave.Value, 667 - 118, 667 + 118));
        Assert.InRange(bells.Count(bell => bell.GainDb > 0), 2000 - 158, 2000 + 158);
        Assert.InRange(bells.Count(bell => bell.Q > 1), 2000 - 158, 2000 + 158);
    }

    [Fact]
    public void Bells_stay_below_half_of_a_low_rate()
    {
        foreach (int rate in new[] { 10, 100, 4000 })
        {
            var values = DrawnChain.Parse("equaliser(bands=10,curve=9)").Steps[0].Values;
            Assert.All(EqualiserTransform.Bands(rate, values), bell => Assert.InRange(bell.Hz, 0, 0.45 * rate));
        }
    }

    [Fact]
    public void More_bells_leave_the_first_ones_as_they_were()
    {
        var two = EqualiserTransform.Bands(Rate, DrawnChain.Parse("equaliser(bands=2,curve=5)").Steps[0].Values);
        var three = EqualiserTransform.Bands(Rate, DrawnChain.Parse("equaliser(bands=3,curve=5)").Steps[0].Values);
        Assert.Equal(two, three.Take(2));
    }

    [Fact]
    public void A_gain_of_nothing_leaves_the_sound_to_the_last_bit()
    {
        float[] voice = Signals.Voice(6000, Rate);
        Assert.Equal(voice, DrawnChain.Parse("equaliser(db=0,curve=5)").Apply(new Waveform(voice, Rate)).Samples);
    }

    /// <summary>The cookbook's analogue bell, H(s) = (s² + s A / Q + 1) / (s² + s / (A Q) + 1), at s = j tan(ω / 2) / tan(ω₀ / 2).</summary>
    private static double BellDb(double hz, double centreHz, double gainDb, double q, int rate)
    {
        double amplitude = Math.Pow(10, gainDb / 40);
        var s = new Complex(0, Math.Tan(Math.PI * hz / rate) / Math.Tan(Math.PI * centreHz / rate));
        var bell = ((s * s) + (s * amplitude / q) + 1) / ((s * s) + (s / (amplitude * q)) + 1);
        return 20 * Math.Log10(bell.Magnitude);
    }

    private static float[] Click(int length)
    {
        float[] click = new float[length];
        click[0] = 1;
        return click;
    }

    /// <summary>The Fourier sum of a response at one frequency, in double.</summary>
    private static double DecibelsAt(float[] response, double hz, int rate)
    {
        var sum = Complex.Zero;
        for (int i = 0; i < response.Length; i++)
        {
            sum += response[i] * Complex.FromPolarCoordinates(1, -2 * Math.PI * hz * i / rate);
        }

        return 20 * Math.Log10(sum.Magnitude);
    }
}
