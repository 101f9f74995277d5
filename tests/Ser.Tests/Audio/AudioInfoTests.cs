using Ser.Audio;
using Ser.Tests.Audio.Wav;

namespace Ser.Tests.Audio;

public sealed class AudioInfoTests
{
    [Fact]
    public void Form_length_and_level_of_a_sine_are_those_on_paper()
    {
        float[] sine = [.. Enumerable.Range(0, 16000).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * i / 16)))];
        byte[] file = new WavBuilder().Format(tag: 3, bits: 32).Data(WavBuilder.Bytes(sine)).Build();
        foreach (Stream stream in new Stream[] { new MemoryStream(file), new PipeStream(file) })
        {
            AudioInfo info = AudioFile.Inspect(stream, "a.wav");
            Assert.Equal(("WAV float 32 bit", 16000, 1, 16000, 1.0), (info.Encoding, info.Rate, info.Channels, info.Frames, info.Seconds));
            Assert.Equal(TimeSpan.FromSeconds(1), info.Duration);
            Assert.Equal(-6.0206, info.PeakDbfs, 1e-4);
            Assert.Equal(-9.0309, info.RmsDbfs, 1e-4);
            Assert.Equal((0, 0), (info.ClippedShare, info.SilenceShare));
        }
    }

    [Theory]
    [InlineData(1, 8, "WAV PCM 8 bit")]
    [InlineData(1, 16, "WAV PCM 16 bit")]
    [InlineData(1, 20, "WAV PCM 20 bit")]
    [InlineData(3, 64, "WAV float 64 bit")]
    [InlineData(6, 8, "WAV G.711 A-law")]
    [InlineData(7, 8, "WAV G.711 µ-law")]
    public void The_coding_of_a_WAV_file_has_a_name(int tag, int bits, string name)
    {
        Assert.Equal(name, AudioFile.Inspect(new MemoryStream(new WavBuilder().Format(tag, bits: bits).Data(new byte[24]).Build()), "a.wav").Encoding);
    }

    [Fact]
    public void Three_samples_at_full_scale_in_a_row_are_clipped_and_two_are_not()
    {
        const short high = short.MaxValue, low = short.MinValue;
        Assert.Equal(3 / 8.0, Clipped(1, high, high, high, 0, high, high, 0, low));
        Assert.Equal(5 / 8.0, Clipped(1, 0, low, low, low, low, low, 0, 0));
        Assert.Equal(0, Clipped(1, high, high, low, low, high, high, low, low));     // a loud square wave changes its sign in time
        Assert.Equal(0, Clipped(2, high, 0, high, 0, 0, high, 0, high));             // two in each channel
        Assert.Equal(3 / 8.0, Clipped(2, high, 0, high, 0, high, 0, 0, 0));
    }

    [Fact]
    public void Full_scale_is_what_the_coding_can_hold()
    {
        byte[] bytes = [255, 255, 255, 128];
        Assert.Equal(0.75, AudioFile.Inspect(new MemoryStream(new WavBuilder().Format(bits: 8).Data(bytes).Build()), "a").ClippedShare);
        byte[] muLaw = [0x80, 0x80, 0x80, 0xFF];
        Assert.Equal(0.75, AudioFile.Inspect(new MemoryStream(new WavBuilder().Format(tag: 7, bits: 8).Data(muLaw).Build()), "a").ClippedShare);
    }

    [Fact]
    public void Silence_is_counted_in_pieces_of_20_ms()
    {
        // 10 pieces of 320 samples: the first four hold ±32 (−60.2 dBFS), the others ±40 (−58.3 dBFS).
        short[] samples = [.. Enumerable.Range(0, 3200).Select(i => (short)((i % 2 == 0 ? 1 : -1) * (i < 1280 ? 32 : 40)))];
        Assert.Equal(0.4, Inspect(1, samples).SilenceShare, 1e-12);
    }

    [Fact]
    public void Digital_silence_has_no_level_and_no_sound_has_no_share()
    {
        AudioInfo silence = Inspect(1, 0, 0, 0);
        Assert.Equal((double.NegativeInfinity, double.NegativeInfinity, 0, 1), (silence.PeakDbfs, silence.RmsDbfs, silence.ClippedShare, silence.SilenceShare));
        AudioInfo nothing = Inspect(1);
        Assert.Equal((0, double.NegativeInfinity, 0, 0), (nothing.Frames, nothing.PeakDbfs, nothing.ClippedShare, nothing.SilenceShare));
    }

    private static double Clipped(int channels, params short[] samples) => Inspect(channels, samples).ClippedShare;

    private static AudioInfo Inspect(int channels, params short[] samples) =>
        AudioFile.Inspect(new MemoryStream(new WavBuilder().Format(channels: channels).Data(WavBuilder.Bytes(samples)).Build()), "a.wav");
}
