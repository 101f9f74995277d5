using System.Buffers.Binary;
using Ser.Audio;
using Ser.Audio.Ffmpeg;
using Ser.Audio.Libsndfile;
using Ser.Core;
using Ser.Tests.Audio.Wav;

namespace Ser.Tests.Audio.Libsndfile;

public sealed class LibsndfileDecoderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_path_a_stream_and_a_pipe_give_the_same_samples()
    {
        RequireLibrary();
        float[] samples = [.. Enumerable.Range(0, 30_000).Select(i => (i * 37 % 65536 - 32768) / 32768f)];
        byte[] file = Au(samples);
        string path = Path.Combine(folder, "größer.au");
        File.WriteAllBytes(path, file);
        Assert.Equal(samples, AudioFile.Read(path).Samples);
        Assert.Equal(samples, AudioFile.Read(new MemoryStream(file), "stream").Samples);
        Assert.Equal(samples, AudioFile.Read(new PipeStream(file), "pipe").Samples);
        Assert.Equal(samples, AudioFile.Read(new MemoryStream([7, 7, .. file]) { Position = 2 }, "part").Samples);
    }

    [Fact]
    public void Many_threads_decode_at_once()
    {
        RequireLibrary();
        byte[] file = Au([.. Enumerable.Range(0, 5000).Select(i => i % 100 / 128f)]);
        float[] expected = AudioFile.Read(new MemoryStream(file), "one").Samples;
        Parallel.For(0, 64, i => Assert.Equal(expected, AudioFile.Read(new MemoryStream(file), $"{i}").Samples));
    }

    [Theory]
    [InlineData("664C6143")]     // fLaC and nothing else
    [InlineData("4F67675300020000")]
    [InlineData("464F524D0000000041494646")]
    [InlineData("63616666")]
    [InlineData("49443304000000000000")]
    public void A_header_alone_is_a_user_error_of_one_line(string head)
    {
        RequireLibrary();
        byte[] file = Convert.FromHexString(head);
        string path = Path.Combine(folder, "a.bin");
        File.WriteAllBytes(path, file);
        foreach (Action read in new Action[] { () => AudioFile.Read(path), () => AudioFile.Read(new MemoryStream(file), path), () => AudioFile.Read(new PipeStream(file), path) })
        {
            var error = Assert.Throws<UserError>(read);
            Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void Samples_that_are_not_finite_are_refused_with_their_time()
    {
        RequireLibrary();
        float[] samples = new float[16000];
        samples[8000] = float.NaN;
        var error = Assert.Throws<UserError>(() => AudioFile.Read(new MemoryStream(Au(samples, isFloat: true)), "a.au"));
        Assert.StartsWith("a.au: sample 8000 is NaN, at 0.5 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_breaks_is_a_user_error()
    {
        RequireLibrary();
        var error = Assert.Throws<UserError>(() => AudioFile.Read(new PipeStream(Au(new float[30_000]), breaksAt: 20_000), "pipe"));
        Assert.Contains("the pipe broke", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_library_the_package_is_named()
    {
        Assert.SkipWhen(LibsndfileDecoder.Available || FfmpegDecoder.Available, "libsndfile or ffmpeg is installed");
        var error = Assert.Throws<UserError>(() => AudioFile.Read(new MemoryStream(Au([0, 0])), "a.au"));
        Assert.Contains("libsndfile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_give_samples_or_a_user_error()
    {
        RequireLibrary();
        var decoder = new LibsndfileDecoder();   // alone, for asking ffmpeg about each of them would take minutes
        byte[] seed = Au([.. Enumerable.Range(0, 500).Select(i => i / 512f)]);
        for (int n = 0; n < 1000; n++)
        {
            var random = new KeyedRandom(21, "au", "fuzz", n);
            byte[] file = [.. seed];
            for (int i = 0; i < 3; i++)
            {
                file[random.Below(random.Chance(0.7) ? 24 : file.Length)] = (byte)random.NextBits();
            }

            try
            {
                using var input = new AudioInput(new MemoryStream(file), "fuzz");
                Assert.True(!decoder.Recognises(input.Head) || decoder.Decode(input, AudioReadOptions.Default).Samples.All(float.IsFinite), $"mutation {n}");
            }
            catch (UserError error)
            {
                Assert.DoesNotContain('\n', error.Message);
            }
        }
    }

    private static void RequireLibrary() => Assert.SkipUnless(LibsndfileDecoder.Available, "libsndfile is not installed");

    /// <summary>Sun's format, the simplest that is not ours: six big-endian words and the samples.</summary>
    private static byte[] Au(float[] samples, bool isFloat = false)
    {
        int width = isFloat ? 4 : 2;
        byte[] file = new byte[24 + (width * samples.Length)];
        uint[] header = [0x2E736E64, 24, (uint)(width * samples.Length), isFloat ? 6u : 3u, 16000, 1];
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 * i), header[i]);
        }

        for (int i = 0; i < samples.Length; i++)
        {
            if (isFloat)
            {
                BinaryPrimitives.WriteSingleBigEndian(file.AsSpan(24 + (4 * i)), samples[i]);
            }
            else
            {
                BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(24 + (2 * i)), (short)(samples[i] * 32768));
            }
        }

        return file;
    }
}
