using Ser.Features;

namespace Ser.Tests.Features.Pitch;

public sealed class VoiceQualityTests
{
    /// <summary>Rate, frequency, half the width in percent, alternating.</summary>
    public static TheoryData<int, double, double, bool> Perturbations =>
    [
        .. from rate in new[] { 16000, 22050, 48000 }
           from f0 in new[] { 90.0, 120, 150 }
           from percent in new[] { 0.5, 1.0 }   // from some 2 % a strict alternation is a voice an octave lower: it repeats every two periods
           from alternating in new[] { true, false }
           select (rate, f0, percent, alternating),
    ];

    [Theory]
    [MemberData(nameof(Perturbations))]
    public void Jitter_that_was_put_in_comes_out_within_a_tenth(int rate, double f0, double percent, bool alternating)
    {
        var voice = SyntheticVoice.Pulses(rate, f0, percent / 100, 0, alternating);
        var figures = new VoiceQuality(rate).OfClip(voice.Samples);
        Assert.InRange(figures.JitterLocal / Perturbation.JitterLocal(voice.PulseSeconds), 0.9, 1.1);
        Assert.InRange(figures.JitterPpq5 / Perturbation.JitterPpq5(voice.PulseSeconds), 0.85, 1.15);   // fewer values, as every gap costs five
        Assert.InRange(figures.Periods, voice.PulseSeconds.Length - 8, voice.PulseSeconds.Length + 4);
    }

    [Theory]
    [MemberData(nameof(Perturbations))]
    public void Shimmer_that_was_put_in_comes_out_within_a_tenth(int rate, double f0, double percent, bool alternating)
    {
        var voice = SyntheticVoice.Pulses(rate, f0, 0, 10 * percent / 100, alternating);
        var figures = new VoiceQuality(rate).OfClip(voice.Samples);
        Assert.InRange(figures.ShimmerLocal / Perturbation.ShimmerLocal(voice.PulseSeconds, voice.Amplitudes), 0.9, 1.1);
        Assert.InRange(figures.ShimmerDb / Perturbation.ShimmerDb(voice.PulseSeconds, voice.Amplitudes), 0.9, 1.1);
    }

    [Theory]
    [InlineData(16000, 90)]
    [InlineData(16000, 260)]
    [InlineData(22050, 140)]
    [InlineData(48000, 420)]
    public void The_ratio_of_harmonics_to_noise_comes_out_within_a_decibel(int rate, double f0)
    {
        var quality = new VoiceQuality(rate, new PitchOptions { VoicingThreshold = 0.2 });   // at 0 dB half of the frames lie below 0.5
        for (double db = 0; db <= 30; db += 5)
        {
            double hnr = quality.OfClip(SyntheticVoice.InNoise(rate, f0, db)).HnrDb;
            TestContext.Current.TestOutputHelper?.WriteLine($"{db} dB: {hnr:0.00}");
            Assert.InRange(hnr, db - 1, db + 1);
        }
    }

    [Fact]
    public void A_steady_voice_has_next_to_no_jitter_and_shimmer()
    {
        var voice = SyntheticVoice.Pulses(16000, 120, 0, 0, alternating: true);
        var figures = new VoiceQuality(16000).OfClip(voice.Samples);
        Assert.InRange(figures.JitterLocal, 0, 0.0005);   // 0.07 samples: what a parabola between samples leaves
        Assert.InRange(figures.ShimmerLocal, 0, 0.005);
        Assert.InRange(figures.HnrDb, 30, Harmonicity.HighestDb);
    }

    [Fact]
    public void Columns_are_NaN_exactly_where_it_is_documented()
    {
        float[] clip = [.. new float[8000], .. SyntheticVoice.Pulses(16000, 120, 0.01, 0.05, alternating: false).Samples, .. Signals.Noise(8000)];
        var quality = new VoiceQuality(16000);
        var matrix = quality.Columns(clip);
        var track = new Yin(16000).Track(clip);
        Assert.Equal(["f0", "voicing", "hnr", "jitter", "shimmer"], matrix.Columns);
        Assert.Equal(track.F0Hz, matrix.Column("f0").ToArray());
        Assert.Equal(track.Voicing, matrix.Column("voicing").ToArray());
        for (int t = 0; t < matrix.Frames; t++)
        {
            Assert.Equal(track.IsVoiced(t), float.IsFinite(matrix.Column("hnr")[t]));
            Assert.True(track.IsVoiced(t) || (float.IsNaN(matrix.Column("jitter")[t]) && float.IsNaN(matrix.Column("shimmer")[t])));
        }

        for (int t = 60; t < 240; t++)   // well within the voice
        {
            Assert.InRange(matrix.Column("jitter")[t], 0, 0.03);
            Assert.InRange(matrix.Column("shimmer")[t], 0, 0.15);
        }
    }

    [Fact]
    public void Gain_does_not_count()
    {
        float[] voice = SyntheticVoice.Pulses(16000, 120, 0.01, 0.05, alternating: false).Samples;
        var quality = new VoiceQuality(16000);
        Assert.Equal(quality.OfClip(voice), quality.OfClip([.. voice.Select(sample => sample / 1024)]));
    }

    [Fact]
    public void Clips_without_a_voice_have_no_figures_and_raise_nothing()
    {
        var quality = new VoiceQuality(16000);
        foreach (float[] clip in new[] { [], [0.5f], new float[16000], [.. Enumerable.Repeat(1f, 100)], Signals.Noise(16000) })
        {
            var figures = quality.OfClip(clip);
            Assert.Equal((0, double.NaN, double.NaN), (figures.Periods, figures.HnrDb, figures.JitterLocal));
            Assert.Equal(0, figures.VoicedShare);
            Assert.Equal(clip.Length == 0 ? 0 : 1 + (clip.Length / 160), quality.Columns(clip).Frames);
        }
    }

    [Theory]
    [InlineData(66)]
    [InlineData(300)]
    [InlineData(499)]
    [InlineData(3000)]
    public void Clipped_and_very_high_and_short_sounds_give_numbers_or_NaN(double hz)
    {
        var quality = new VoiceQuality(16000);
        for (int length = 1; length < 4000; length = (3 * length / 2) + 1)
        {
            float[] clipped = [.. SyntheticVoice.Tone(16000, hz, length).Select(sample => Math.Clamp(100 * sample, -1, 1))];
            Assert.All(quality.Columns(clipped).Values, value => Assert.False(float.IsInfinity(value)));
            Assert.False(double.IsInfinity(quality.OfClip(clipped).ShimmerDb));
        }
    }

    [Fact]
    public void Threads_share_one_and_get_the_same_bits()
    {
        float[] voice = SyntheticVoice.Pulses(16000, 120, 0.01, 0.05, alternating: false).Samples;
        var quality = new VoiceQuality(16000);
        var expected = quality.OfClip(voice);
        var figures = new VoiceFigures[8];
        Parallel.For(0, figures.Length, i => figures[i] = quality.OfClip(voice));
        Assert.All(figures, other => Assert.Equal(expected, other));
    }

    [Fact]
    public void A_track_of_another_clip_is_refused()
    {
        var track = new Yin(16000).Track(new float[1600]);
        Assert.Throws<ArgumentException>("track", () => new VoiceQuality(16000).OfClip(new float[800], track));
        Assert.Throws<ArgumentException>("track", () => new VoiceQuality(8000).OfClip(new float[1600], track));
    }
}
