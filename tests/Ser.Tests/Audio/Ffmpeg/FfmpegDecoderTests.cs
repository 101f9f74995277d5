using System.Diagnostics;
using Ser.Audio;
using Ser.Audio.Ffmpeg;
using Ser.Audio.Wav;
using Ser.Core;
using Ser.Tests.Audio.Wav;

namespace Ser.Tests.Audio.Ffmpeg;

public sealed class FfmpegDecoderTests : IDisposable
{
    private const double Hz = 1000;

    private readonly string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("m4a", "aac", 16000, 1, "MPEG-4 AAC")]
    [InlineData("mp4", "aac", 44100, 2, "MPEG-4 AAC")]
    [InlineData("m4a", "alac", 48000, 2, "MPEG-4 ALAC")]
    [InlineData("aac", "aac", 22050, 1, "AAC")]
    [InlineData("webm", "libopus", 48000, 1, "WebM Opus")]
    [InlineData("mka", "flac", 24414, 1, "Matroska FLAC")]
    [InlineData("wma", "wmav2", 44100, 1, "Windows Media WMA 2")]
    [InlineData("avi", "pcm_s16le", 16000, 1, "AVI PCM (s16le)")]
    [InlineData("wv", "wavpack", 16000, 2, "WavPack wavpack")]
    public void A_tone_comes_at_its_own_rate_and_pitch_from_a_path_a_stream_and_a_pipe(string extension, string codec, int rate, int channels, string encoding)
    {
        string path = Encode($"tone.{extension}", rate, channels, "-c:a", codec);
        byte[] bytes = File.ReadAllBytes(path);
        DecodedAudio audio = AudioFile.ReadChannels(path);
        Assert.Equal((rate, channels, encoding), (audio.Rate, audio.Channels, audio.Encoding));
        Assert.InRange(audio.Frames / (double)rate, 0.97, 1.1);   // coders fill up their last frame and keep their delay; WMA loses its first
        float[] inner = audio.ToMono()[(rate / 4)..(3 * rate / 4)];
        Assert.InRange(PartOfTone(inner, rate), 0.999, 1.001);
        Assert.Equal(audio.Samples, AudioFile.ReadChannels(new MemoryStream(bytes), "stream").Samples);
        Assert.Equal(audio.Samples, AudioFile.ReadChannels(new PipeStream(bytes), "pipe").Samples);
    }

    [Theory]
    [InlineData("a:b|c 'd' \"e\" $(f).m4a")]
    [InlineData("http:x.m4a")]
    [InlineData("%03d.m4a")]
    public void A_name_is_only_a_name(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no file can have such a name");
        string path = Path.Combine(folder, name);
        File.Move(Encode("tone.m4a", 16000, 1), path);
        Assert.Equal(16000, AudioFile.Read(path).Rate);
    }

    [Fact]
    public void A_name_that_begins_with_a_dash_is_no_option()
    {
        string name = $"-y-{Guid.NewGuid():N}.m4a";
        File.Move(Encode("tone.m4a", 16000, 1), name);
        try
        {
            Assert.Equal(16000, AudioFile.Read(name).Rate);
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Fact]
    public void A_title_longer_than_a_pipe_holds_blocks_nobody()
    {
        string title = new('x', 120_000);
        string path = Encode("tone.mka", 16000, 1, "-c:a", "flac", "-metadata", $"title={title}", "-metadata", $"comment={title}");
        Assert.Equal(16000, AudioFile.Read(path).Samples.Length);
    }

    [Fact]
    public void A_video_without_sound_says_so()
    {
        string path = Path.Combine(folder, "silent.mp4");
        Run("-f", "lavfi", "-i", "color=black:size=32x32:duration=0.2", "-c:v", "mpeg4", path);
        var error = Assert.Throws<UserError>(() => AudioFile.Read(path));
        Assert.Equal($"{path}: is no file of MPEG-4 that ffmpeg can read (there is no sound in it); copy it again, convert it to WAV or leave it out", error.Message);
    }

    [Fact]
    public void A_damaged_file_is_a_user_error_of_one_line_or_gives_what_is_there_with_a_warning()
    {
        byte[] whole = File.ReadAllBytes(Encode("tone.m4a", 16000, 1, "-movflags", "+faststart"));
        var error = Assert.Throws<UserError>(() => AudioFile.Read(new MemoryStream(whole[..60]), "a.m4a"));
        Assert.StartsWith("a.m4a: is no file of MPEG-4 that ffmpeg can read (", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);

        byte[] spoilt = [.. whole];
        spoilt.AsSpan(whole.Length / 2, 400).Fill(0xA5);
        var warnings = new List<string>();
        Assert.NotEmpty(AudioFile.Read(new MemoryStream(spoilt), "b.m4a", new AudioReadOptions { Warn = warnings.Add }).Samples);
        Assert.StartsWith("b.m4a: is damaged (", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Throws<UserError>(() => AudioFile.Read(new MemoryStream(spoilt), "b.m4a", new AudioReadOptions { Strict = true }));
    }

    [Fact]
    public void What_WAV_holds_in_other_codings_is_handed_on()
    {
        string path = Encode("tone.wav", 16000, 1, "-c:a", "adpcm_ms");
        Assert.Equal("WAV Microsoft ADPCM", AudioFile.Inspect(path).Encoding);
        var alone = new DecoderChain(new WavDecoder(), new FfmpegDecoder());   // as where libsndfile is missing
        using var input = new AudioInput(new PipeStream(File.ReadAllBytes(path)), "pipe");
        DecodedAudio audio = alone.Decode(input, AudioReadOptions.Default);
        Assert.Equal("WAV Microsoft ADPCM", audio.Encoding);
        Assert.InRange(PartOfTone(audio.Samples[4000..12000], 16000), 0.99, 1.001);
    }

    [Fact]
    public void Without_the_program_its_package_is_named()
    {
        var chain = new DecoderChain(new WavDecoder(), new FfmpegDecoder(program: null));
        using var movie = new AudioInput(new MemoryStream([0, 0, 0, 24, .. "ftypM4A "u8]), "a.m4a");
        string message = Assert.Throws<UserError>(() => chain.Decode(movie, AudioReadOptions.Default)).Message;
        Assert.StartsWith("a.m4a: is a file of MPEG-4, and ffmpeg, which reads these, is not installed; ", message, StringComparison.Ordinal);

        byte[] adpcm = new WavBuilder().Format(tag: 2, bits: 4).Data([1, 2]).Build();
        using var wav = new AudioInput(new MemoryStream(adpcm), "a.wav");
        message = Assert.Throws<UserError>(() => chain.Decode(wav, AudioReadOptions.Default)).Message;
        Assert.StartsWith("a.wav: is coded as Microsoft ADPCM (0x0002), which is not read, at byte 20; convert it to PCM (ffmpeg, ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_cannot_be_started_is_a_user_error()
    {
        using var movie = new AudioInput(new MemoryStream([0, 0, 0, 24, .. "ftypM4A "u8]), "a.m4a");
        var decoder = new FfmpegDecoder(program: Path.Combine(folder, "none"));
        Assert.Contains("cannot be started", Assert.Throws<UserError>(() => decoder.Decode(movie, AudioReadOptions.Default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_threads_decode_at_once()
    {
        string path = Encode("tone.m4a", 16000, 1);
        float[] expected = AudioFile.Read(path).Samples;
        Parallel.For(0, 16, _ => Assert.Equal(expected, AudioFile.Read(path).Samples));
    }

    /// <summary>How much of the power is the tone: 1 where nothing else is there.</summary>
    private static double PartOfTone(float[] samples, int rate)
    {
        double sin = 0, cos = 0, power = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            (double s, double c) = Math.SinCos(2 * Math.PI * Hz * i / rate);
            sin += samples[i] * s;
            cos += samples[i] * c;
            power += samples[i] * (double)samples[i];
        }

        return 2 * ((sin * sin) + (cos * cos)) / samples.Length / power;
    }

    /// <summary>One second of the tone, in the coding that the name or the options ask for.</summary>
    private string Encode(string name, int rate, int channels, params string[] options)
    {
        string wav = Path.Combine(folder, $"{Guid.NewGuid():N}.wav"), path = Path.Combine(folder, name);
        float[] samples = [.. Enumerable.Range(0, rate * channels).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * Hz * (i / channels) / rate)))];
        WavWriter.Write(wav, samples, channels, rate);
        Run(["-i", wav, .. options, "-b:a", "128k", path]);
        return path;
    }

    private static void Run(params string[] arguments)
    {
        Assert.SkipUnless(FfmpegDecoder.Available, "ffmpeg is not installed");
        using var process = Process.Start(FfmpegProgram.Path!, ["-nostdin", "-v", "error", "-y", .. arguments]);
        process.WaitForExit();
        Assert.SkipUnless(process.ExitCode == 0, "this ffmpeg was built without that encoder");
    }
}
