using Ser.Augmentation.Waveforms;
using Ser.Tests.Features;

namespace Ser.Tests.Augmentation.Waveforms.Stretching;

public sealed class PitchShiftTests
{
    private const int Rate = Vowels.Rate;

    public static TheoryData<StretchEngine> Engines => TimeStretchTests.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_length_is_kept_and_everything_is_finite(StretchEngine engine)
    {
        foreach (int length in new[] { 0, 1, 2, 100, 1279, 5000 })
        {
            foreach (double semitones in new[] { -24, -4, -0.01, 0, 0.01, 4, 24 })
            {
                float[] shifted = PitchShift.Apply(Signals.Noise(length), Rate, semitones, engine);
                Assert.Equal(length, shifted.Length);
                Signals.AssertFinite(shifted);
            }
        }
    }

    [Fact]
    public void No_shift_is_a_copy_and_silence_stays_silence()
    {
        float[] clip = Signals.Noise(3000);
        Assert.Equal(clip, PitchShift.Apply(clip, Rate, 0));
        Assert.All(PitchShift.Apply(new float[5000], Rate, 3), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void What_is_not_finite_or_out_of_range_is_refused_by_name()
    {
        float[] clip = Signals.Noise(1000);
        Assert.Equal("semitones", Assert.Throws<ArgumentOutOfRangeException>(() => PitchShift.Apply(clip, Rate, 24.1)).ParamName);
        Assert.Equal("semitones", Assert.Throws<ArgumentOutOfRangeException>(() => PitchShift.Apply(clip, Rate, double.NaN)).ParamName);
        clip[3] = float.NaN;
        Assert.Equal("samples", Assert.Throws<ArgumentException>(() => PitchShift.Apply(clip, Rate, 1)).ParamName);
    }

    /// <summary>Of a tone nothing may remain at the frequency that it had, and nothing may fold back.</summary>
    [Theory]
    [InlineData(-7)]
    [InlineData(5)]
    public void A_tone_moves_as_a_whole(double semitones)
    {
        float[] tone = [.. Enumerable.Range(0, Rate).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * 500 * i / Rate)))];
        float[] shifted = PitchShift.Apply(tone, Rate, semitones);
        double target = 500 * Math.Pow(2, semitones / 12), share = PowerAt(shifted, target) / Power(shifted);
        Assert.InRange(share, 0.995, 1.005);
    }

    private static double Power(ReadOnlySpan<float> x)
    {
        double sum = 0;
        foreach (float sample in x[2000..^2000])
        {
            sum += (double)sample * sample;
        }

        return sum / (x.Length - 4000);
    }

    /// <summary>Power of the sinusoid of one frequency that fits best.</summary>
    private static double PowerAt(ReadOnlySpan<float> x, double hz)
    {
        double re = 0, im = 0;
        for (int i = 2000; i < x.Length - 2000; i++)
        {
            re += x[i] * Math.Cos(2 * Math.PI * hz * i / Rate);
            im += x[i] * Math.Sin(2 * Math.PI * hz * i / Rate);
        }

        double n = x.Length - 4000;
        return 2 * ((re * re) + (im * im)) / (n * n);
    }
}
