using Ser.Audio;
using Ser.Audio.Editing;
using Ser.Audio.Wav;
using Ser.Core;

namespace Ser.Tests.Audio;

public sealed class SoundReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(WavEncoding.Pcm16, 1)]
    [InlineData(WavEncoding.Pcm24, 2)]
    [InlineData(WavEncoding.Ieee32, 3)]
    public void Piece_by_piece_a_file_gives_the_samples_of_the_whole(WavEncoding encoding, int channels)
    {
        string path = Write(60_000, channels, encoding);
        foreach (var options in new AudioReadOptions[]
        {
            new(),
            new() { Channel = channels - 1 },
            new() { Edit = new AudioEdit { Start = 0.5, Duration = 0.7 } },
            new() { Edit = new AudioEdit { Start = 1, Duration = 100 } },
            new() { Edit = new AudioEdit { Normalize = Normalization.Peak } },
        })
        {
            Assert.Equal(AudioFile.Read(path, options).Samples, ReadAll(path, options));
        }
    }

    [Fact]
    public void What_reading_the_whole_refuses_is_refused_in_the_same_words()
    {
        string path = Write(800, 2, WavEncoding.Pcm16), empty = Write(0, 1, WavEncoding.Pcm16);
        Same(path, new AudioReadOptions { Channel = 2 });
        Same(path, new AudioReadOptions { Edit = new AudioEdit { Start = 9 } });
        Same(path, new AudioReadOptions { Edit = new AudioEdit { Duration = 1e-9 } });
        Same(empty, new AudioReadOptions());
        Same(Path.Combine(folder, "none.wav"), new AudioReadOptions());

        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^100]);
        Same(path, new AudioReadOptions { Strict = true });
        Assert.Equal(Warnings(options => AudioFile.Read(path, options)), Warnings(options => ReadAll(path, options)));

        string bad = Write(500, 1, WavEncoding.Ieee32);
        using (var file = File.OpenWrite(bad))
        {
            file.Position = file.Length - 40;
            file.Write(BitConverter.GetBytes(float.NaN));
        }

        Same(bad, new AudioReadOptions());

        static string Warnings(Action<AudioReadOptions> read)
        {
            var lines = new List<string>();
            read(new AudioReadOptions { Warn = lines.Add });
            return Assert.Single(lines);
        }

        static void Same(string file, AudioReadOptions options) => Assert.Equal(
            Assert.Throws<UserError>(() => AudioFile.Read(file, options)).Message,
            Assert.Throws<UserError>(() => ReadAll(file, options)).Message);
    }

    [Theory]
    [InlineData(WavEncoding.Pcm16)]
    [InlineData(WavEncoding.Pcm24)]
    [InlineData(WavEncoding.Ieee32)]
    public void A_file_that_is_written_piece_by_piece_has_the_bytes_of_one_that_is_written_at_once(WavEncoding encoding)
    {
        var random = new KeyedRandom(2, "wav", "stream");
        float[] samples = [.. Enumerable.Range(0, 70_001).Select(_ => (float)random.Uniform(-1.01, 1.01))];
        using MemoryStream whole = new(), pieces = new();
        long clipped = WavWriter.Write(whole, samples, 1, 16_000, encoding);
        var wav = new WavStream(pieces, "test", 1, 16_000, encoding);
        for (int at = 0; at < samples.Length;)
        {
            int count = Math.Min((int)random.Uniform(1, 50_000), samples.Length - at);
            wav.Write(samples.AsSpan(at, count));
            at += count;
        }

        wav.Complete();
        Assert.Equal(whole.ToArray(), pieces.ToArray());
        Assert.Equal(clipped, wav.Clipped);
        Assert.Equal(encoding == WavEncoding.Ieee32, clipped == 0);
        Assert.Throws<UserError>(() => wav.Write([float.NaN]));
    }

    [Theory]
    [InlineData(WavEncoding.Pcm16, 32768.0)]
    [InlineData(WavEncoding.Pcm24, 8388608.0)]
    public void Integers_are_the_nearest_at_every_length(WavEncoding encoding, double scale)
    {
        var random = new KeyedRandom(4, "wav", "encode");
        int size = WavEncoder.SampleBytes(encoding);
        for (int length = 0; length < 70; length++)
        {
            float[] samples = [.. Enumerable.Range(0, length).Select(i => i % 5 == 0 ? (float)((i - 30.5) / scale) : (float)random.Uniform(-1.1, 1.1))];
            byte[] bytes = new byte[length * size];
            int clipped = WavEncoder.Encode(samples, encoding, bytes);
            for (int i = 0; i < length; i++)
            {
                int value = bytes[(i * size) + size - 1] << 24 >> 24;
                for (int k = size - 2; k >= 0; k--)
                {
                    value = (value << 8) | bytes[(i * size) + k];
                }

                Assert.Equal((int)Math.Clamp(Math.Round(samples[i] * scale), -scale, scale - 1), value);
            }

            Assert.Equal(samples.Count(x => Math.Abs(Math.Round(x * scale)) > scale), clipped);
        }
    }

    private string Write(int frames, int channels, WavEncoding encoding)
    {
        var random = new KeyedRandom(1, "reader", "noise");
        string path = Path.Combine(folder, $"{Guid.NewGuid():N}.wav");
        WavWriter.Write(path, Enumerable.Range(0, frames * channels).Select(_ => (float)random.Uniform(-0.9, 0.9)).ToArray(), channels, 44_100, encoding);
        return path;
    }

    private static float[] ReadAll(string path, AudioReadOptions options)
    {
        using var reader = SoundReader.Open(path, options);
        var samples = new List<float>();
        float[] piece = new float[7001];
        for (int count; (count = reader.Read(piece)) > 0;)
        {
            samples.AddRange(piece.AsSpan(0, count));
        }

        return [.. samples];
    }
}
