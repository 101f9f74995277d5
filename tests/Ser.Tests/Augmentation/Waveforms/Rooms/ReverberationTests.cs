using Ser.Augmentation.Waveforms;
using Ser.Core;
using Ser.Tests.Features;

namespace Ser.Tests.Augmentation.Waveforms.Rooms;

public sealed class ReverberationTests
{
    private const int Rate = 16_000;

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(0.8, 0.5)]
    [InlineData(10, 1)]
    public void Length_and_level_are_kept(double rt60, double wet)
    {
        float[] clip = Signals.Voice(2 * Rate, Rate), wetClip = Reverberation.Apply(clip, Rate, rt60, wet, Room());
        Assert.Equal(clip.Length, wetClip.Length);
        Assert.Equal(Energy(clip), Energy(wetClip), 1e-4 * Energy(clip));
        Assert.NotEqual(clip, wetClip);
    }

    [Fact]
    public void A_click_stays_at_its_time_and_rings_on()
    {
        float[] click = new float[Rate];
        click[4000] = 0.5f;
        float[] wet = Reverberation.Apply(click, Rate, 0.5, 1, Room());
        Assert.All(wet[..4000], sample => Assert.InRange(sample, -1e-6f, 1e-6f));   // what the transforms round
        Assert.Equal(4000, Array.IndexOf(wet, wet.Max()));
        Assert.True(Energy(wet[4001..]) > 0.01 * Energy(wet));
    }

    [Fact]
    public void The_same_key_gives_the_same_room()
    {
        float[] clip = Signals.Noise(5000);
        Assert.Equal(Reverberation.Apply(clip, Rate, 0.4, 1, Room()), Reverberation.Apply(clip, Rate, 0.4, 1, Room()));
        Assert.NotEqual(Reverberation.Apply(clip, Rate, 0.4, 1, Room()), Reverberation.Apply(clip, Rate, 0.4, 1, new KeyedRandom(2, "a", "reverb")));
    }

    [Fact]
    public void Clips_without_a_room_are_copied()
    {
        foreach (int length in new[] { 0, 1 })
        {
            Assert.Equal(Signals.Noise(length), Reverberation.Apply(Signals.Noise(length), Rate, 0.5, 1, Room()));
        }

        float[] clip = Signals.Noise(100);
        Assert.Equal(clip, Reverberation.Apply(clip, Rate, 0.5, 0, Room()));
        Assert.Equal(new float[1000], Reverberation.Apply(new float[1000], Rate, 0.5, 1, Room()));
        Signals.AssertFinite(Reverberation.Apply([.. Enumerable.Repeat(1f, 3000)], 8, 0.05, 1, Room()));
    }

    [Fact]
    public void What_is_not_finite_or_out_of_range_is_refused_by_name()
    {
        float[] clip = Signals.Noise(100);
        Assert.Equal("rt60", Assert.Throws<ArgumentOutOfRangeException>(() => Reverberation.Apply(clip, Rate, 0.04, 1, Room())).ParamName);
        Assert.Equal("rt60", Assert.Throws<ArgumentOutOfRangeException>(() => Reverberation.Apply(clip, Rate, double.NaN, 1, Room())).ParamName);
        Assert.Equal("wet", Assert.Throws<ArgumentOutOfRangeException>(() => Reverberation.Apply(clip, Rate, 1, 1.1, Room())).ParamName);
        clip[9] = float.NaN;
        Assert.Equal("samples", Assert.Throws<ArgumentException>(() => Reverberation.Apply(clip, Rate, 1, 1, Room())).ParamName);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 500)]
    [InlineData(100, 7)]
    [InlineData(3000, 64)]
    [InlineData(3000, 65)]
    [InlineData(20_000, 9000)]
    public void Convolution_is_that_of_plain_double(int length, int taps)
    {
        float[] signal = Signals.Noise(length, "signal"), response = Signals.Noise(taps, "response");
        float[] convolved = BlockConvolution.Convolve(signal, response);
        Assert.Equal(length, convolved.Length);
        for (int i = 0; i < length; i += 1 + (length / 200))
        {
            double expected = 0;
            for (int k = 0; k <= Math.Min(i, taps - 1); k++)
            {
                expected += (double)response[k] * signal[i - k];
            }

            Assert.Equal(expected, convolved[i], 2e-6 * Math.Sqrt(taps));   // what the transforms round
        }
    }

    private static KeyedRandom Room() => new(1, "a", "reverb");

    private static double Energy(float[] x) => x.Sum(sample => (double)sample * sample);
}
