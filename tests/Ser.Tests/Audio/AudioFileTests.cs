using System.IO.Pipes;
using Ser.Audio;
using Ser.Core;
using Ser.Tests.Audio.Wav;

namespace Ser.Tests.Audio;

public sealed class AudioFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Channels_are_averaged()
    {
        byte[] stereo = new WavBuilder().Format(channels: 2).Data(WavBuilder.Bytes(100, 300, -32768, -32768, 1, 0)).Build();
        Assert.Equal([200 / 32768f, -1, 0.5f / 32768], Read(stereo).Samples);
        byte[] three = new WavBuilder().Format(channels: 3).Data(WavBuilder.Bytes(3, 6, 9)).Build();
        Assert.Equal([6 / 32768f], Read(three).Samples);
    }

    [Fact]
    public void Stereo_is_averaged_to_the_same_bits_at_every_length()
    {
        var random = new KeyedRandom(1, "stereo", "mix");
        for (int frames = 0; frames <= 40; frames++)
        {
            float[] samples = [.. Enumerable.Range(0, 2 * frames).Select(_ => (float)random.Uniform(-1, 1))];
            float[] expected = [.. samples.Chunk(2).Select(frame => (float)(((double)frame[0] + frame[1]) / 2))];
            Assert.Equal(expected, new DecodedAudio(samples, 2, 48000).ToMono());
        }

        Assert.Equal([float.MaxValue], new DecodedAudio([float.MaxValue, float.MaxValue], 2, 48000).ToMono());
    }

    [Fact]
    public void One_channel_can_be_taken_instead()
    {
        byte[] stereo = new WavBuilder().Format(channels: 2).Data(WavBuilder.Bytes(100, 300, 5, 7)).Build();
        Assert.Equal([300 / 32768f, 7 / 32768f], Read(stereo, new AudioReadOptions { Channel = 1 }).Samples);
        var error = Assert.Throws<UserError>(() => Read(stereo, new AudioReadOptions { Channel = 2 }));
        Assert.Equal("a.wav: has no channel 2; it has 2, counted from 0", error.Message);
        Assert.Equal("channel is -1; channels are counted from 0", Assert.Throws<UserError>(() => new AudioReadOptions { Channel = -1 }).Message);
    }

    [Fact]
    public void The_content_decides_and_not_the_extension()
    {
        string path = Path.Combine(folder, "sound.mp3");
        File.WriteAllBytes(path, WavBuilder.Pcm16(1, 2, 3));
        Assert.Equal(3, AudioFile.Read(path).Samples.Length);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_user_error_with_its_path()
    {
        string path = Path.Combine(folder, "none", "a.wav");
        Assert.Equal($"{path}: there is no such file; check the name", Assert.Throws<UserError>(() => AudioFile.Read(path)).Message);
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        Assert.Equal($"{folder}: is a folder; give a sound file in it", Assert.Throws<UserError>(() => AudioFile.Read(folder)).Message);
    }

    [Fact]
    public void A_file_without_permission_is_a_user_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "everything may be read here");
        string path = Path.Combine(folder, "a.wav");
        File.WriteAllBytes(path, WavBuilder.Pcm16(1));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        Assert.Contains("permission denied", Assert.Throws<UserError>(() => AudioFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_0_bytes_is_called_empty()
    {
        string path = Path.Combine(folder, "a.wav");
        File.WriteAllBytes(path, []);
        Assert.Equal($"{path}: is empty (0 bytes); copy it again or leave it out", Assert.Throws<UserError>(() => AudioFile.Read(path)).Message);
    }

    [Fact]
    public void A_path_that_no_file_can_have_is_a_user_error()
    {
        Assert.DoesNotContain('\n', Assert.Throws<UserError>(() => AudioFile.Read(new string('x', 5000) + "\n.wav")).Message);
        Assert.Throws<UserError>(() => AudioFile.Read("a\0b.wav"));
    }

    [Fact]
    public async Task A_pipe_of_the_system_is_read_while_somebody_still_writes()
    {
        short[] values = [.. Enumerable.Range(0, 200_000).Select(i => (short)(i * 31))];   // six times what a pipe holds
        byte[] file = WavBuilder.Pcm16(values);
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle);
        Task writing = Task.Run(async () =>
        {
            await writer.WriteAsync(file, TestContext.Current.CancellationToken);
            writer.Dispose();
        }, TestContext.Current.CancellationToken);
        Assert.Equal(values.Select(v => v / 32768f), AudioFile.Read(reader, "stdin").Samples);
        await writing;
    }

    [Fact]
    public void Extensions_are_lower_case_with_a_dot_and_asked_in_any_case()
    {
        Assert.All(AudioFile.Extensions, e => Assert.True(e.StartsWith('.') && !e.Any(char.IsUpper)));
        Assert.Superset(new HashSet<string> { ".wav", ".flac", ".ogg", ".opus", ".mp3", ".aiff", ".aif", ".caf", ".w64", ".au" }, AudioFile.Extensions.ToHashSet());
        Assert.Contains(".WAV", AudioFile.Extensions);
        Assert.DoesNotContain(".txt", AudioFile.Extensions);
        Assert.Contains(".m4a", AudioFile.Extensions);
        Assert.DoesNotContain(".mp4", AudioFile.Extensions);   // the video of a clip stands beside its sound
    }

    [Fact]
    public void A_waveform_knows_its_length_and_refuses_rates_that_are_none()
    {
        var sound = new Waveform(new float[8000], 16000);
        Assert.Equal(0.5, sound.Seconds);
        Assert.Equal(TimeSpan.FromSeconds(0.5), sound.Duration);
        Assert.Same(sound, sound.AtRate(16000));
        Assert.Equal((4000, 8000), (sound.AtRate(8000).Samples.Length, sound.AtRate(8000).Rate));
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => new Waveform([], 0));
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => new Waveform([], 768_001));
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => sound.AtRate(0));
    }

    private static Waveform Read(byte[] file, AudioReadOptions? options = null) => AudioFile.Read(new MemoryStream(file), "a.wav", options);
}
