using Ser.Audio.Ffmpeg;
using Ser.Audio.Libsndfile;
using Ser.Audio.Wav;
using Ser.Core;

namespace Ser.Audio;

/// <summary>Reads sound files of every format that a decoder recognises; the content decides, not the name.</summary>
/// <remarks>WAV is read by this program, other sound by libsndfile, and what neither knows by ffmpeg, where these are installed.</remarks>
public static class AudioFile
{
    /// <summary>The path that means standard input; a file that is really called so is "./-".</summary>
    public const string StandardInput = "-";

    private const string StandardInputName = "stdin";

    private static readonly WavDecoder Wav = new();

    private static readonly DecoderChain Decoders = new(Wav, new LibsndfileDecoder(), new FfmpegDecoder());

    /// <summary>Extensions of files that hold sound and nothing else, lower case, with their dot: for scans of folders.</summary>
    /// <remarks>
    /// The set ignores case when it is asked. Video is read too when it is named (.mp4, .webm, .mkv, .avi), but stands not here:
    /// corpora keep the video of a clip beside its sound, and a scan that took both would count every clip twice.
    /// </remarks>
    public static IReadOnlySet<string> Extensions { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".wave", ".bwf", ".rf64", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aiff", ".aif", ".aifc", ".caf", ".w64", ".au", ".snd",
        ".m4a", ".mka", ".aac", ".wma", ".amr",
    };

    /// <summary>Reads a file and makes it mono.</summary>
    /// <param name="path">A file, or <see cref="StandardInput"/>.</param>
    /// <param name="options">Null: <see cref="AudioReadOptions.Default"/>.</param>
    /// <returns>One sample or more, all finite, in −1 … 1 unless the file itself goes beyond.</returns>
    /// <exception cref="UserError">There is no such file, it may not be read, or it holds no sound that can be read.</exception>
    public static Waveform Read(string path, AudioReadOptions? options = null)
    {
        using AudioInput input = Open(path);
        return ToWaveform(input, options ?? AudioReadOptions.Default);
    }

    /// <summary>Reads a file and makes it mono, in room that is used again for the next.</summary>
    /// <param name="path">A file, or <see cref="StandardInput"/>.</param>
    /// <param name="room">Receives one sample or more, as <see cref="Read(string, AudioReadOptions)"/> returns them.</param>
    /// <param name="options">Null: <see cref="AudioReadOptions.Default"/>.</param>
    /// <exception cref="UserError">There is no such file, it may not be read, or it holds no sound that can be read.</exception>
    public static void Read(string path, SampleRoom room, AudioReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(room);
        options ??= AudioReadOptions.Default;
        using AudioInput input = Open(path);
        if (options.Edit is null && Wav.Recognises(input.Head))
        {
            try
            {
                var (frames, channels, at) = WavDecoder.DecodeInto(room, input, options);
                RequireSound(input, frames, channels, at, options);
                return;
            }
            catch (UserError error) when (error.InnerException is UnreadCoding && input.TryRestart())
            {
                // Another decoder may know the coding.
            }
        }

        room.Set(ToWaveform(input, options));
    }

    /// <summary>Reads a stream from where it stands to the end of the sound in it, and makes it mono.</summary>
    /// <param name="stream">A pipe will do; stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">Null: <see cref="AudioReadOptions.Default"/>.</param>
    /// <returns>One sample or more, all finite, in −1 … 1 unless the file itself goes beyond.</returns>
    /// <exception cref="UserError">The stream fails, or it holds no sound that can be read.</exception>
    public static Waveform Read(Stream stream, string name, AudioReadOptions? options = null)
    {
        using var input = new AudioInput(stream, name);
        return ToWaveform(input, options ?? AudioReadOptions.Default);
    }

    /// <summary>Reads all channels of a file; one without samples is let through.</summary>
    /// <inheritdoc cref="Read(string, AudioReadOptions)" path="/param"/>
    /// <exception cref="UserError">There is no such file, it may not be read, or it holds no sound that can be read.</exception>
    public static DecodedAudio ReadChannels(string path, AudioReadOptions? options = null)
    {
        using AudioInput input = Open(path);
        return Decoders.Decode(input, options ?? AudioReadOptions.Default);
    }

    /// <summary>Reads all channels of a stream; one without samples is let through.</summary>
    /// <inheritdoc cref="Read(Stream, string, AudioReadOptions)" path="/param"/>
    /// <exception cref="UserError">The stream fails, or it holds no sound that can be read.</exception>
    public static DecodedAudio ReadChannels(Stream stream, string name, AudioReadOptions? options = null)
    {
        using var input = new AudioInput(stream, name);
        return Decoders.Decode(input, options ?? AudioReadOptions.Default);
    }

    /// <summary>Reads a file and tells what is in it: all channels, as they are stored.</summary>
    /// <inheritdoc cref="Read(string, AudioReadOptions)" path="/param"/>
    /// <exception cref="UserError">There is no such file, it may not be read, or it holds no sound that can be read.</exception>
    public static AudioInfo Inspect(string path, AudioReadOptions? options = null) => AudioInfo.Of(ReadChannels(path, options));

    /// <summary>Reads a stream and tells what is in it: all channels, as they are stored.</summary>
    /// <inheritdoc cref="Read(Stream, string, AudioReadOptions)" path="/param"/>
    /// <exception cref="UserError">The stream fails, or it holds no sound that can be read.</exception>
    public static AudioInfo Inspect(Stream stream, string name, AudioReadOptions? options = null) => AudioInfo.Of(ReadChannels(stream, name, options));

    /// <summary>Decodes an input, makes it mono, and does to it what the options say.</summary>
    internal static Waveform ToWaveform(AudioInput input, AudioReadOptions options)
    {
        DecodedAudio audio = Decoders.Decode(input, options);
        RequireSound(input, audio.Frames, audio.Channels, audio.SamplesAt, options);
        var sound = new Waveform(audio.ToMono(options.Channel), audio.Rate);
        return options.Edit is { } edit ? edit.Apply(sound, input.Name, options.Warn) : sound;
    }

    private static void RequireSound(AudioInput input, int frames, int channels, long? samplesAt, AudioReadOptions options)
    {
        if (frames == 0)
        {
            throw NoSamples(input.Name, samplesAt);
        }

        if (options.Channel >= channels)
        {
            throw NoChannel(input.Name, options.Channel, channels);
        }
    }

    /// <summary>The error of a file without sound.</summary>
    internal static UserError NoSamples(string name, long? at)
    {
        string place = at is null ? "" : $", at byte {at}";
        return new UserError($"{name}: holds no samples{place}; record it again or leave it out");
    }

    /// <summary>The error of a channel that a file does not have.</summary>
    internal static UserError NoChannel(string name, int? channel, int channels) => new($"{name}: has no channel {channel}; it has {channels}, counted from 0");

    /// <summary>Opens a file, or standard input.</summary>
    internal static AudioInput Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path == StandardInput)
        {
            return Console.IsInputRedirected
                ? new AudioInput(Console.OpenStandardInput(), StandardInputName)
                : throw new UserError($"{StandardInputName}: is a terminal; send a sound file through a pipe");
        }

        FileStream stream = OpenFile(path);
        try
        {
            return new AudioInput(stream, path, path, ownsStream: true);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file for reading, unbuffered.</summary>
    internal static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UserError($"{path}: is a folder; give a sound file in it");
        }

        try
        {
            // Shared in every way, so that a corpus on a read-only or network disk needs no lock; unbuffered, for AudioInput buffers.
            return new FileStream(path, new FileStreamOptions
            {
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            });
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserError($"{path}: there is no such file; check the name", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new UserError($"{path}: may not be read (permission denied); change its permissions or leave it out", error);
        }
        catch (Exception error) when (error is IOException or NotSupportedException or ArgumentException)
        {
            string reason = error.Message.Split(" : '")[0].TrimEnd('.').ReplaceLineEndings(" ");
            throw new UserError($"{path.ReplaceLineEndings(" ")}: cannot be opened ({reason}); check the name", error);
        }
    }
}
