using System.Text;
using Ser.Core;

namespace Ser.Audio.Libsndfile;

/// <summary>FLAC, Ogg Vorbis, Opus, MP3, AIFF, CAF, W64, AU and the compressed kinds of WAV, through the system's libsndfile.</summary>
/// <remarks>
/// The library is looked for when the first such file comes, so that a program which reads WAV runs without it.
/// Opus comes at the rate that its header calls the original; MP3 without the encoder's delay where its header tells it.
/// </remarks>
public sealed class LibsndfileDecoder : IAudioDecoder
{
    private const long FirstFrames = 1 << 20;   // what a header may make us allocate before a single sample was seen

    private static readonly Lock Opening = new();

    /// <summary>Whether libsndfile is installed here.</summary>
    public static bool Available => SndfileLibrary.Available;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.StartsWith("fLaC"u8) || head.StartsWith("OggS"u8) || head.StartsWith("FORM"u8) || head.StartsWith("caff"u8)
        || head.StartsWith("riff"u8) || head.StartsWith(".snd"u8) || head.StartsWith("dns."u8)
        || head.StartsWith("ID3"u8) || head.StartsWith("RIFF"u8) || IsMpegAudio(head);

    /// <inheritdoc/>
    public DecodedAudio Decode(AudioInput input, AudioReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        if (!Available)
        {
            string head = FormatName(input.Head);
            throw new UserError(
                $"{input.Name}: is a {head} file, and libsndfile, which reads these, is not installed; " +
                $"{HowToInstall}, or convert the file to {(head == "WAV" ? "PCM" : "WAV")}",
                new UnreadCoding($"{HowToInstall}, which has libsndfile, to read more"));
        }

        // On Windows sf_open takes the path in the system's code page, which not every name can be written in.
        if (input.Path is string path && !OperatingSystem.IsWindows())
        {
            var info = default(SndfileLibrary.Info);
            return Decode(input, options, Open(input, () => SndfileLibrary.Open(path, SndfileLibrary.ReadMode, ref info), null), ref info, null);
        }

        using var stream = new SndfileStream(input.ToSeekable());
        var io = SndfileStream.Callbacks;
        var streamInfo = default(SndfileLibrary.Info);
        nint file = Open(input, () => SndfileLibrary.OpenVirtual(ref io, SndfileLibrary.ReadMode, ref streamInfo, stream.User), stream);
        return Decode(input, options, file, ref streamInfo, stream);
    }

    private static string HowToInstall =>
        OperatingSystem.IsWindows() ? "put sndfile.dll of github.com/libsndfile/libsndfile beside the program"
        : OperatingSystem.IsMacOS() ? "run 'brew install libsndfile'"
        : "install the package libsndfile1 ('sudo apt-get install libsndfile1'; Fedora, Arch: libsndfile)";

    private static nint Open(AudioInput input, Func<nint> open, SndfileStream? stream)
    {
        // One at a time: the reason of a failed opening lies in a global of the library, and so does its decoders' first use.
        lock (Opening)
        {
            nint file = open();
            return file != 0 ? file : throw Failed(input, SndfileLibrary.Describe(0), stream, mayBeReadByOthers: true);
        }
    }

    private static unsafe DecodedAudio Decode(
        AudioInput input, AudioReadOptions options, nint file, ref SndfileLibrary.Info info, SndfileStream? stream)
    {
        try
        {
            if (info.Channels < 1 || info.Rate is < 1 or > Waveform.HighestRate)
            {
                throw new UserError(
                    $"{input.Name}: its header says {info.Channels} channels at {info.Rate} Hz, at byte 0; " +
                    "copy the file again, convert it or leave it out");
            }

            // The number of frames is a claim: it gives the first size, and reading on to the end gives the truth.
            long firstFrames = Math.Clamp(info.Frames, 1, Math.Max(1, FirstFrames / info.Channels));
            float[] samples = new float[firstFrames * info.Channels];
            int filled = 0;
            while (true)
            {
                if (samples.Length - filled < info.Channels)
                {
                    Grow(ref samples, info.Channels, input);
                }

                long frames;
                fixed (float* destination = samples)
                {
                    frames = SndfileLibrary.ReadFrames(file, destination + filled, (samples.Length - filled) / info.Channels);
                }

                if (frames <= 0)
                {
                    break;
                }

                filled += (int)frames * info.Channels;
            }

            if (SndfileLibrary.Error(file) != 0 || stream?.Failure is not null)
            {
                throw Failed(input, SndfileLibrary.Describe(file), stream);
            }

            Array.Resize(ref samples, filled);
            SampleCheck.RequireFinite(samples, info.Channels, info.Rate, input.Name);
            Compare(filled / info.Channels, info, input, options);
            return new DecodedAudio(samples, info.Channels, info.Rate)
            {
                Encoding = SndfileFormat.Name(info.Format),
                FullScale = SndfileFormat.FullScale(info.Format),
            };
        }
        finally
        {
            _ = SndfileLibrary.Close(file);
        }
    }

    private static void Grow(ref float[] samples, int channels, AudioInput input)
    {
        long length = Math.Min(2L * samples.Length, Array.MaxLength);
        if (length - samples.Length < channels)
        {
            throw new UserError($"{input.Name}: has more samples than fit into memory; cut it into pieces");
        }

        Array.Resize(ref samples, (int)length);
    }

    private static void Compare(int frames, in SndfileLibrary.Info info, AudioInput input, AudioReadOptions options)
    {
        // Where the length is not stored (a pipe's FLAC), the library answers with the largest number there is.
        if (frames >= info.Frames || info.Frames == long.MaxValue)
        {
            return;
        }

        string fault = $"{input.Name}: its header says {info.Frames} samples, but there are {frames}";
        if (options.Strict)
        {
            throw new UserError($"{fault}; copy the file again or leave it out");
        }

        options.Warn?.Invoke($"{fault}; going on with the {frames / (double)info.Rate:0.###} s that are there");
    }

    private static UserError Failed(AudioInput input, string reason, SndfileStream? stream, bool mayBeReadByOthers = false)
    {
        if (stream?.Failure is Exception failure)
        {
            return new UserError(
                $"{input.Name}: cannot be read on ({OneLine(failure.Message)}); check the disk or the program that sends it", failure);
        }

        return new UserError(
            $"{input.Name}: is no {FormatName(input.Head)} file that can be read ({OneLine(reason)}), at byte 0; " +
            "copy it again, convert it to WAV or leave it out",
            mayBeReadByOthers ? new UnreadCoding($"nor can libsndfile read it: {OneLine(reason)}") : new InvalidDataException(reason));
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            line.Append(char.IsControl(c) ? ' ' : c);
        }

        return line.ToString().Trim().TrimEnd('.');
    }

    private static string FormatName(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'f', (byte)'L', ..] => "FLAC",
        [(byte)'O', (byte)'g', ..] => head.IndexOf("OpusHead"u8) >= 0 ? "Opus" : "Ogg",
        [(byte)'F', (byte)'O', ..] => "AIFF",
        [(byte)'c', (byte)'a', ..] => "CAF",
        [(byte)'r', (byte)'i', ..] => "W64",
        [(byte)'R', ..] => "WAV",
        [(byte)'.', ..] or [(byte)'d', ..] => "AU",
        _ => "MP3",
    };

    /// <summary>A frame header of MPEG audio: 11 set bits, then a version, layer, bit rate and sampling rate that exist.</summary>
    private static bool IsMpegAudio(ReadOnlySpan<byte> head) =>
        head is [0xFF, var second, var third, ..]
        && (second & 0xE0) == 0xE0 && (second & 0x18) != 0x08 && (second & 0x06) != 0
        && (third & 0xF0) is not (0xF0 or 0x00) && (third & 0x0C) != 0x0C;
}
