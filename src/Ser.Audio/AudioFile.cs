using System.Collections.Frozen;
using System.Text;
using Ser.Audio.Libsndfile;
using Ser.Audio.Wav;
using Ser.Core;

namespace Ser.Audio;

/// <summary>Reads sound files of every format that a decoder recognises; the content decides, not the name.</summary>
public static class AudioFile
{
    private const string Readable = "WAV, FLAC, Ogg, Opus, MP3, AIFF, CAF, W64 or AU";

    private static readonly IAudioDecoder[] Decoders = [new WavDecoder(), new LibsndfileDecoder()];

    /// <summary>Extensions that sound files of the formats above have, lower case, with their dot: for scans of folders.</summary>
    /// <remarks>The set ignores case when it is asked.</remarks>
    public static IReadOnlySet<string> Extensions { get; } = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".wav", ".wave", ".bwf", ".rf64", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aiff", ".aif", ".aifc", ".caf", ".w64", ".au", ".snd");

    /// <summary>Reads a file and makes it mono.</summary>
    /// <returns>One sample or more, all finite, in −1 … 1 unless the file itself goes beyond.</returns>
    /// <exception cref="UserError">There is no such file, it may not be read, or it holds no sound that can be read.</exception>
    public static Waveform Read(string path, AudioReadOptions? options = null)
    {
        using FileStream stream = Open(path);
        return ToWaveform(new AudioInput(stream, path, path), options ?? AudioReadOptions.Default);
    }

    /// <summary>Reads a stream from where it stands to the end of the sound in it, and makes it mono.</summary>
    /// <param name="stream">A pipe will do; stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">Null: <see cref="AudioReadOptions.Default"/>.</param>
    /// <returns>One sample or more, all finite, in −1 … 1 unless the file itself goes beyond.</returns>
    /// <exception cref="UserError">The stream fails, or it holds no sound that can be read.</exception>
    public static Waveform Read(Stream stream, string name, AudioReadOptions? options = null) =>
        ToWaveform(new AudioInput(stream, name), options ?? AudioReadOptions.Default);

    /// <summary>Reads all channels of a file; one without samples is let through.</summary>
    /// <exception cref="UserError">There is no such file, it may not be read, or it holds no sound that can be read.</exception>
    public static DecodedAudio ReadChannels(string path, AudioReadOptions? options = null)
    {
        using FileStream stream = Open(path);
        return Decode(new AudioInput(stream, path, path), options ?? AudioReadOptions.Default);
    }

    /// <summary>Reads all channels of a stream; one without samples is let through.</summary>
    /// <exception cref="UserError">The stream fails, or it holds no sound that can be read.</exception>
    public static DecodedAudio ReadChannels(Stream stream, string name, AudioReadOptions? options = null) =>
        Decode(new AudioInput(stream, name), options ?? AudioReadOptions.Default);

    private static Waveform ToWaveform(AudioInput input, AudioReadOptions options)
    {
        DecodedAudio audio = Decode(input, options);
        if (audio.Frames == 0)
        {
            string place = audio.SamplesAt is long at ? $", at byte {at}" : "";
            throw new UserError($"{input.Name}: holds no samples{place}; record it again or leave it out");
        }

        if (options.Channel >= audio.Channels)
        {
            throw new UserError($"{input.Name}: has no channel {options.Channel}; it has {audio.Channels}, counted from 0");
        }

        return new Waveform(audio.ToMono(options.Channel), audio.Rate);
    }

    private static DecodedAudio Decode(AudioInput input, AudioReadOptions options)
    {
        if (input.Head.IsEmpty)
        {
            throw new UserError($"{input.Name}: is empty (0 bytes); copy it again or leave it out");
        }

        foreach (IAudioDecoder decoder in Decoders)
        {
            if (decoder.Recognises(input.Head))
            {
                return decoder.Decode(input, options);
            }
        }

        throw Unrecognised(input);
    }

    private static UserError Unrecognised(AudioInput input)
    {
        ReadOnlySpan<byte> head = input.Head;
        if (head.Length >= 8 && head[4..8].SequenceEqual("ftyp"u8))
        {
            return new UserError($"{input.Name}: is an MPEG-4 file (AAC or ALAC), which is not read, at byte 4; convert it to WAV or FLAC");
        }

        string what = head[..Math.Min(head.Length, 256)].IndexOfAnyExcept(TextBytes) < 0
            ? $"is text, not sound (\"{Encoding.ASCII.GetString(head[..Math.Min(head.Length, 16)]).ReplaceLineEndings(" ").Trim()}\")"
            : $"is in no format that is known (it begins with {Convert.ToHexString(head[..Math.Min(head.Length, 4)])})";
        return new UserError($"{input.Name}: {what}, at byte 0; give a {Readable} file");
    }

    private static readonly System.Buffers.SearchValues<byte> TextBytes =
        System.Buffers.SearchValues.Create([(byte)'\t', (byte)'\n', (byte)'\r', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c)]);

    private static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
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
