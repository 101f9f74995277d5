using Ser.Audio;
using Ser.Audio.Editing;
using Ser.Core;
using Ser.Tests.Audio.Wav;

namespace Ser.Tests.Audio.Editing;

public sealed class AudioEditTests
{
    private static readonly Waveform Ramp = new([.. Enumerable.Range(0, 1000).Select(i => i / 2000f)], 100);

    [Fact]
    public void Seconds_are_cut_to_the_nearest_sample()
    {
        Assert.Equal(Ramp.Samples[250..], Apply(new AudioEdit { Start = 2.5 }).Samples);
        Assert.Equal(Ramp.Samples[250..375], Apply(new AudioEdit { Start = 2.5, Duration = 1.25 }).Samples);
        Assert.Equal(Ramp.Samples[..1], Apply(new AudioEdit { Duration = 0.014 }).Samples);
        Assert.Equal(Ramp.Samples[900..], Apply(new AudioEdit { Start = 9, Duration = 1e300 }).Samples);   // what is not there is not missed
    }

    [Fact]
    public void Nothing_to_do_gives_the_sound_itself()
    {
        Assert.Same(Ramp, Apply(new AudioEdit()));
        Assert.Same(Ramp, Apply(new AudioEdit { Duration = 20 }));
    }

    [Fact]
    public void Nothing_left_is_a_user_error_that_names_the_option()
    {
        Assert.Equal(
            "a.wav: nothing is left of it: start is 10 s, and it has 10 s; give an earlier start",
            Assert.Throws<UserError>(() => Apply(new AudioEdit { Start = 10 })).Message);
        Assert.StartsWith(
            "a.wav: nothing is left of it: duration is 0.001 s, and one sample takes 1",
            Assert.Throws<UserError>(() => Apply(new AudioEdit { Duration = 0.001 })).Message,
            StringComparison.Ordinal);
        Assert.Throws<UserError>(() => new AudioEdit().Apply(new Waveform([], 100), "a.wav"));
    }

    [Fact]
    public void Values_out_of_range_are_user_errors_that_name_the_option()
    {
        foreach (double bad in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.StartsWith("start is ", Assert.Throws<UserError>(() => new AudioEdit { Start = bad }).Message, StringComparison.Ordinal);
            Assert.StartsWith("duration is ", Assert.Throws<UserError>(() => new AudioEdit { Duration = bad }).Message, StringComparison.Ordinal);
            Assert.StartsWith("trim-silence is ", Assert.Throws<UserError>(() => new AudioEdit { TrimSilenceDb = bad }).Message, StringComparison.Ordinal);
        }

        Assert.Throws<UserError>(() => new AudioEdit { Duration = 0 });
        Assert.Throws<UserError>(() => new AudioEdit { TrimSilenceDb = 0 });
        Assert.Throws<UserError>(() => new AudioEdit { Normalize = (Normalization)7 });
    }

    [Fact]
    public void Silence_is_trimmed_inside_the_cut()
    {
        float[] samples = new float[40_000];
        samples.AsSpan(20_000, 4096).Fill(0.5f);
        var edit = new AudioEdit { Start = (20_000 - 8192) / 16000.0, TrimSilenceDb = 60 };
        float[] left = edit.Apply(new Waveform(samples, 16000), "a.wav").Samples;
        Assert.Equal(13312 - 7680, left.Length);
        Assert.Equal(4096, left.Count(s => s != 0));
    }

    [Fact]
    public void The_peak_becomes_exactly_full_scale()
    {
        var random = new KeyedRandom(3, "edit", "peak");
        for (int n = 0; n < 200; n++)
        {
            float[] samples = [.. Enumerable.Range(0, 50).Select(_ => (float)random.Uniform(-0.3, 0.3))];
            float[] before = [.. samples];
            float[] after = new AudioEdit { Normalize = Normalization.Peak }.Apply(new Waveform(samples, 100), "a").Samples;
            Assert.Equal(1, after.Max(Math.Abs));
            Assert.Equal(before, samples);   // what was handed in stays as it is
        }

        Assert.Equal([0, 0], new AudioEdit { Normalize = Normalization.Peak }.Apply(new Waveform([0, 0], 100), "a").Samples);
    }

    [Fact]
    public void The_RMS_becomes_20_dB_below_full_scale()
    {
        float[] sine = [.. Enumerable.Range(0, 1600).Select(i => (float)(0.01 * Math.Sin(2 * Math.PI * i / 16)))];
        float[] after = new AudioEdit { Normalize = Normalization.Rms }.Apply(new Waveform(sine, 16000), "a", _ => Assert.Fail("nothing clips")).Samples;
        Assert.Equal(-20, 10 * Math.Log10(after.Average(s => (double)s * s)), 1e-5);
        Assert.Equal(0.1 * Math.Sqrt(2), after.Max(), 1e-6);   // −20 dB is a tenth, and a sine's peak is √2 of its RMS
    }

    [Fact]
    public void Where_it_would_clip_the_peak_becomes_full_scale_and_a_warning_tells_the_level()
    {
        float[] click = new float[10_000];
        click[5000] = -0.25f;
        var warnings = new List<string>();
        float[] after = new AudioEdit { Normalize = Normalization.Rms }.Apply(new Waveform(click, 16000), "a.wav", warnings.Add).Samples;
        Assert.Equal(-1, after[5000]);
        Assert.Equal("a.wav: was brought to -40.0 dBFS instead of -20, for its peaks would be cut off beyond that", Assert.Single(warnings));
    }

    [Fact]
    public void Reading_applies_it_after_the_channel_was_taken()
    {
        byte[] stereo = new WavBuilder().Format(channels: 2, rate: 2).Data(WavBuilder.Bytes(1, 100, 2, 200, 3, 300)).Build();
        var options = new AudioReadOptions { Channel = 1, Edit = new AudioEdit { Start = 0.5, Duration = 0.5, Normalize = Normalization.Peak } };
        Assert.Equal([1f], AudioFile.Read(new MemoryStream(stereo), "a.wav", options).Samples);
    }

    private static Waveform Apply(AudioEdit edit) => edit.Apply(Ramp, "a.wav");
}
