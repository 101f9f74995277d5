using System.ComponentModel;
using Ser.Audio.Wav;
using Ser.Core;

namespace Ser.Audio.Ffmpeg;

/// <summary>Everything that has sound in it and no other decoder here: MPEG-4, Matroska, WebM, Windows Media, AVI, AMR, …</summary>
/// <remarks>
/// The program ffmpeg does the work, in a process of its own, if it stands in a folder of PATH. The first audio track comes
/// at its own rate and with its own channels. ffmpeg reads files; a stream is written into a temporary one first, because
/// an MPEG-4 file may keep at its end what its beginning cannot be read without.
/// </remarks>
public sealed class FfmpegDecoder : IAudioDecoder
{
    private readonly string? program;

    /// <summary>Takes the ffmpeg of PATH.</summary>
    public FfmpegDecoder() : this(FfmpegProgram.Path)
    {
    }

    /// <summary>Takes a certain ffmpeg; null for none.</summary>
    internal FfmpegDecoder(string? program) => this.program = program;

    /// <summary>Whether ffmpeg is installed here.</summary>
    public static bool Available => FfmpegProgram.Path is not null;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => MediaKind.Of(head) is not null;

    /// <inheritdoc/>
    public DecodedAudio Decode(AudioInput input, AudioReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        MediaKind kind = MediaKind.Of(input.Head) ?? throw new ArgumentException("was not recognised", nameof(input));
        if (program is null)
        {
            throw new UserError(
                $"{input.Name}: is a file of {kind.Name}, and ffmpeg, which reads these, is not installed; {FfmpegProgram.HowToInstall}, or convert the file to WAV",
                new UnreadCoding($"ffmpeg, which reads more, is not installed; {FfmpegProgram.HowToInstall}"));
        }

        if (input.Path is string path)
        {
            return Decode(program, kind, path, input.Name, options);
        }

        using var copy = new TemporaryCopy(input);
        return Decode(program, kind, copy.Path, input.Name, options);
    }

    private static DecodedAudio Decode(string program, MediaKind kind, string path, string name, AudioReadOptions options)
    {
        using FfmpegProcess process = Start(program, kind, path, name);
        using var output = new AudioInput(process.Output, name);
        WavHeader header = default;
        float[] samples = [];
        bool hasHeader = !output.Head.IsEmpty;
        if (hasHeader)
        {
            header = WavHeader.Read(output);
            samples = WavDecoder.ReadSamples(output, header, acceptAnyFloat: true);
        }

        bool isWell = process.Finish();
        if (!hasHeader || (!isWell && samples.Length == 0))
        {
            string reason = process.Log.Fault ?? "it gives no reason";
            throw new UserError(
                $"{name}: is no file of {kind.Name} that ffmpeg can read ({reason}); copy it again, convert it to WAV or leave it out",
                new UnreadCoding($"nor can ffmpeg read it: {reason}"));
        }

        (int channels, int rate) = (header.Format.Channels, header.Format.Rate);
        SampleCheck.RequireFinite(samples, channels, rate, name);
        if (!isWell || process.Log.Fault is not null)
        {
            string fault = $"{name}: is damaged ({process.Log.Fault ?? "ffmpeg stopped without a reason"})";
            if (options.Strict)
            {
                throw new UserError($"{fault}; copy the file again or leave it out");
            }

            options.Warn?.Invoke($"{fault}; going on with the {samples.Length / channels / (double)rate:0.###} s that could be read");
        }

        return new DecodedAudio(samples, channels, rate) { Encoding = Encoding(kind, process.Log.Codec) };
    }

    private static FfmpegProcess Start(string program, MediaKind kind, string path, string name)
    {
        try
        {
            return new FfmpegProcess(program, kind, path);
        }
        catch (Exception error) when (error is Win32Exception or IOException)
        {
            throw new UserError($"{name}: {program} cannot be started ({error.Message.ReplaceLineEndings(" ")}); install ffmpeg anew, or convert the file to WAV", error);
        }
    }

    private static string Encoding(MediaKind kind, string? codec)
    {
        string? coding = codec switch
        {
            null => null,
            "aac" => "AAC",
            "alac" => "ALAC",
            "amrnb" or "amr_nb" => "narrow band",
            "amrwb" or "amr_wb" => "wide band",
            "flac" => "FLAC",
            "mp3" or "mp3float" => "MP3",
            "opus" => "Opus",
            "vorbis" => "Vorbis",
            "adpcm_ms" => "Microsoft ADPCM",
            "adpcm_ima_wav" => "IMA ADPCM",
            "wmav1" => "WMA 1",
            "wmav2" => "WMA 2",
            "wmapro" => "WMA Pro",
            _ when codec.StartsWith("pcm_", StringComparison.Ordinal) => $"PCM ({codec[4..]})",
            _ => codec,
        };
        return coding is null || coding == kind.Name ? kind.Name : $"{kind.Name} {coding}";
    }
}
