using Ser.Audio;
using Ser.Audio.Wav;
using Ser.Core;

namespace Ser.Tests.Audio.Wav;

public sealed class WavWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(WavEncoding.Pcm16, 32768)]
    [InlineData(WavEncoding.Pcm24, 8388608)]
    public void Integers_come_back_to_half_a_step_and_the_second_time_exactly(WavEncoding encoding, double scale)
    {
        float[] samples = Noise(20_001);
        float[] once = RoundTrip(samples, 1, encoding).Samples;
        Assert.All(samples.Zip(once), pair => Assert.True(Math.Abs(pair.First - (double)pair.Second) <= 0.5 / scale));
        Assert.Equal(once, RoundTrip(once, 1, encoding).Samples);
    }

    [Fact]
    public void Floats_come_back_bit_for_bit()
    {
        float[] samples = [.. Noise(999), 3.5f, -0f, float.Epsilon];
        Assert.Equal(samples, RoundTrip(samples, 3, WavEncoding.Ieee32).Samples);
    }

    [Fact]
    public void Channels_and_rate_come_back()
    {
        DecodedAudio audio = RoundTrip(Noise(60), 6, WavEncoding.Pcm24);
        Assert.Equal((6, 44100, 10), (audio.Channels, audio.Rate, audio.Frames));
    }

    [Fact]
    public void What_integers_cannot_hold_is_clipped_and_counted()
    {
        string path = Path.Combine(folder, "new", "a.wav");
        Assert.Equal(2, WavWriter.Write(path, new Waveform([1.5f, 1, -1, -2], 8000)));
        Assert.Equal([32767 / 32768f, 32767 / 32768f, -1, -1], AudioFile.Read(path).Samples);
    }

    [Fact]
    public void An_odd_number_of_bytes_is_filled_up()
    {
        using var stream = new MemoryStream();
        WavWriter.Write(stream, [0.5f], 1, 8000, WavEncoding.Pcm24);
        Assert.Equal(48, stream.Length);
        Assert.Equal(40, stream.GetBuffer()[4]);   // the RIFF size counts the pad byte, the data size does not
        Assert.Equal(3, stream.GetBuffer()[40]);
    }

    [Fact]
    public void Slips_of_the_caller_are_named()
    {
        Assert.Throws<ArgumentException>("samples", () => WavWriter.Write(Stream.Null, [1, 2, 3], 2, 8000));
        Assert.Throws<ArgumentException>("samples", () => WavWriter.Write(Stream.Null, [float.NaN], 1, 8000));
        Assert.Throws<ArgumentOutOfRangeException>("channels", () => WavWriter.Write(Stream.Null, [], 0, 8000));
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => WavWriter.Write(Stream.Null, [], 1, 0));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_a_user_error()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");
        Assert.Throws<UserError>(() => WavWriter.Write(Path.Combine(folder, "file", "a.wav"), new Waveform([0], 8000)));
    }

    private static DecodedAudio RoundTrip(float[] samples, int channels, WavEncoding encoding)
    {
        using var stream = new MemoryStream();
        WavWriter.Write(stream, samples, channels, 44100, encoding);
        stream.Position = 0;
        return AudioFile.ReadChannels(stream, "round trip");
    }

    private static float[] Noise(int count)
    {
        var random = new KeyedRandom(1, "writer", "noise");
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Uniform(-0.999, 0.999))];
    }
}
