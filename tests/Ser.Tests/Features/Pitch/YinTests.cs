using System.Text.Json;
using Ser.Features;
using Ser.Tests.Features.Reference;

namespace Ser.Tests.Features.Pitch;

public sealed class YinTests
{
    private static readonly PitchOptions Librosa = new() { FrameLength = 2048, HopLength = 512 };
    private static readonly PitchOptions Speech = new() { FrameLength = 1024, HopLength = 160 };

    /// <summary>Preset and clip.</summary>
    public static TheoryData<string, string> Clips =>
    [
        ("librosa", "speech_f_16k"), ("librosa", "speech_m_22k"), ("librosa", "voice_22k"), ("librosa", "voice_48k"),
        ("speech", "speech_f_16k"), ("speech", "twotone_16k"), ("speech", "voice_16k"),
    ];

    [Theory]
    [MemberData(nameof(Clips))]
    public void Voiced_frames_have_the_values_of_librosa(string preset, string clip)
    {
        var expected = ReferenceClip.Values("librosa", "yin_0.10.2", $"preset_{preset}_{clip}.npy");
        double[] f0 = expected.Row(0), stable = expected.Row(1);
        var track = Track(preset, clip);
        Assert.Equal(f0.Length, track.Frames);
        int compared = 0, equal = 0;
        for (int t = 0; t < track.Frames; t++)
        {
            if (stable[t] != 0 && track.IsVoiced(t))
            {
                compared++;
                equal += Math.Abs((track.F0Hz[t] / f0[t]) - 1) < 1e-6 ? 1 : 0;   // the reference's own tolerance
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{equal} of {compared} voiced stable frames");
        Assert.InRange(compared, track.Frames / 2, track.Frames);
        Assert.InRange(equal, 0.98 * compared, compared);   // elsewhere librosa takes energies below 1e-6 for 0
    }

    [Theory]
    [InlineData("librosa", "speech_f_16k")]
    [InlineData("librosa", "speech_m_22k")]
    [InlineData("speech", "speech_f_16k")]
    public void On_speech_the_voiced_frames_are_those_of_pyin_and_so_is_their_pitch(string preset, string clip)
    {
        var expected = ReferenceClip.Values("librosa", "yin_0.10.2", $"preset_{preset}_{clip}.npy");
        double[] f0 = expected.Row(2), voiced = expected.Row(3);
        var track = Track(preset, clip);
        int both = 0, near = 0, same = 0;
        for (int t = 0; t < track.Frames; t++)
        {
            same += track.IsVoiced(t) == (voiced[t] != 0) ? 1 : 0;
            if (track.IsVoiced(t) && voiced[t] != 0)
            {
                both++;
                near += Math.Abs((track.F0Hz[t] / f0[t]) - 1) < 0.01 ? 1 : 0;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"within 1 %: {near} of {both}; same decision: {same} of {track.Frames}");
        Assert.InRange(near, 0.95 * both, both);
        Assert.InRange(same, 0.85 * track.Frames, track.Frames);   // pyin looks at the frames before and after, too
    }

    [Fact]
    public void Tones_are_right_to_a_twentieth_of_a_percent_and_as_librosa_has_them()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(TestData.Require("reference", "librosa", "yin_0.10.2", "yin_tones.json")));
        foreach (var tone in json.RootElement.EnumerateArray())
        {
            int rate = tone.GetProperty("sr").GetInt32(), length = tone.GetProperty("samples").GetInt32();
            double hz = tone.GetProperty("f0").GetDouble();
            double[] librosa = [.. tone.GetProperty("yin").EnumerateArray().Select(value => value.GetDouble())];
            var track = new Yin(rate, Librosa).Track(SyntheticVoice.Tone(rate, hz, length));
            Assert.Equal(librosa.Length, track.Frames);
            for (int t = 2; t < track.Frames - 2; t++)   // the others reach beyond the clip
            {
                Assert.InRange(track.F0Hz[t] / hz, 1 - 5e-4, 1 + 5e-4);
                Assert.InRange(track.F0Hz[t] / librosa[t], 1 - 1e-6, 1 + 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(16000, 70, 480)]
    [InlineData(16000, 480, 70)]
    [InlineData(22050, 70, 480)]
    [InlineData(48000, 480, 70)]
    public void Glides_over_nearly_three_octaves_have_no_octave_errors(int rate, double fromHz, double toHz)
    {
        const double Seconds = 3;
        var track = new Yin(rate).Track(SyntheticVoice.Glide(rate, fromHz, toHz, Seconds));
        int errors = 0;
        for (int t = 5; t < track.Frames - 5; t++)
        {
            double truth = SyntheticVoice.GlideHz(fromHz, toHz, t * track.HopSeconds / Seconds);
            errors += Math.Abs((track.F0Hz[t] / truth) - 1) < 0.02 ? 0 : 1;   // 0.9 octaves a second: 2 % in 30 ms
        }

        Assert.Equal(0, errors);
    }

    [Fact]
    public void Gain_and_offset_do_not_count()
    {
        float[] voice = Signals.Voice(16000, 16000);
        var track = new Yin(16000).Track(voice);
        var quiet = new Yin(16000).Track([.. voice.Select(sample => sample / 1048576)]);   // −120 dB, a power of two: the same bits
        Assert.Equal(track.F0Hz, quiet.F0Hz);
        Assert.Equal(track.Voicing, quiet.Voicing);
        var gained = new Yin(16000).Track([.. voice.Select(sample => (0.3f * sample) + 0.25f)]);
        for (int t = 5; t < track.Frames - 5; t++)   // at the ends the offset is a step
        {
            Assert.InRange(gained.F0Hz[t] / track.F0Hz[t], 1 - 1e-5, 1 + 1e-5);
        }
    }

    [Fact]
    public void Noise_and_silence_are_unvoiced()
    {
        foreach (float[] clip in new[] { Signals.Noise(48000), new float[16000], [.. Enumerable.Repeat(0.7f, 16000)] })
        {
            var track = new Yin(16000).Track(clip);
            for (int t = 4; t < track.Frames - 4; t++)   // a constant has edges where the clip ends
            {
                Assert.False(track.IsVoiced(t));
                Assert.InRange(track.Voicing[t], 0, 0.3);
            }
        }

        Assert.All(new Yin(16000).Track(new float[16000]).Voicing, voicing => Assert.Equal(0, voicing));
    }

    [Fact]
    public void A_loud_sound_after_a_pause_does_not_give_the_pause_a_pitch()
    {
        float[] clip = new float[16000];
        Signals.Noise(8000).AsSpan().CopyTo(clip);
        for (int i = 0; i < 8000; i++)
        {
            clip[i] *= 1e-6f;
            clip[8000 + i] = (float)Math.Sin(2 * Math.PI * 150 * i / 16000);
        }

        var track = new Yin(16000).Track(clip);
        Assert.All(Enumerable.Range(0, 47), t => Assert.False(track.IsVoiced(t)));   // frame 47 ends 32 samples into the sound
        Assert.All(Enumerable.Range(54, 40), t => Assert.InRange(track.F0Hz[t], 149.9, 150.1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(511)]
    public void Short_clips_have_their_frames(int length)
    {
        var track = new Yin(16000).Track(Signals.Noise(length));
        Assert.Equal(length == 0 ? 0 : 1 + (length / 160), track.Frames);
        Assert.All(track.Voicing, voicing => Assert.InRange(voicing, 0, 1));
    }

    [Theory]
    [InlineData(510)]
    [InlineData(1234)]
    [InlineData(4000)]
    [InlineData(7999)]
    public void Pitches_above_the_range_never_give_one_outside_it(double hz)
    {
        float[] clipped = [.. SyntheticVoice.Tone(16000, hz, 8000).Select(sample => Math.Clamp(9 * sample, -1, 1))];
        var track = new Yin(16000).Track(clipped);
        Assert.All(track.F0Hz, f0 => Assert.True(float.IsNaN(f0) || f0 is > 64 and < 517));   // 16000 / 31: a lag past the shortest
    }

    [Fact]
    public void Samples_that_are_not_finite_leave_the_frames_beside_them_alone()
    {
        float[] voice = Signals.Voice(16000, 16000), broken = [.. voice];
        (broken[4000], broken[12000]) = (float.NaN, float.PositiveInfinity);
        var whole = new Yin(16000).Track(voice);
        var track = new Yin(16000).Track(broken);
        Assert.False(track.IsVoiced(25));
        Assert.False(track.IsVoiced(75));
        Assert.Equal(whole.F0Hz[35..65], track.F0Hz[35..65]);
    }

    [Fact]
    public void Threads_share_one_and_get_the_same_bits_without_allocations()
    {
        float[] voice = Signals.Voice(16000, 16000);
        var yin = new Yin(16000);
        var track = yin.Track(voice);
        var tracks = new PitchTrack[16];
        Parallel.For(0, tracks.Length, i => tracks[i] = yin.Track(voice));
        Assert.All(tracks, other => Assert.Equal(track.F0Hz, other.F0Hz));

        float[] f0 = new float[track.Frames], voicing = new float[track.Frames];
        Assert.Equal(0, Allocations.Least(() => yin.Track(voice, f0, voicing)));
    }

    [Fact]
    public void Spans_of_another_length_are_refused()
    {
        var yin = new Yin(16000);
        Assert.Throws<ArgumentException>("f0Hz", () => yin.Track(new float[160], new float[1], new float[2]));
        Assert.Throws<ArgumentException>("voicing", () => yin.Track(new float[160], new float[2], new float[3]));
        Assert.Throws<ArgumentException>("voicing", () => new PitchTrack(16000, 160, [100], []));
        Assert.Throws<ArgumentException>("f0Hz", () => new PitchTrack(16000, 160, [0], [1]));
    }

    private static PitchTrack Track(string preset, string clip) =>
        new Yin(ReferenceClip.Rate(clip), preset == "speech" ? Speech : Librosa).Track(ReferenceClip.Samples(clip));
}
