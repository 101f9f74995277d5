using Ser.Audio.Editing;
using Ser.Audio.Wav;
using Ser.Core;

namespace Ser.Audio;

/// <summary>Reads the sound of a file piece by piece and makes it mono; what comes out is what <see cref="AudioFile.Read(string, AudioReadOptions)"/> gives.</summary>
/// <remarks>
/// WAV is read in constant memory. Other formats, and what has to be known whole before it is trimmed or brought to a level, are decoded
/// first. Of a WAV file only the part is looked at that is asked for, so a fault behind it is not noticed.
/// </remarks>
public sealed class SoundReader : IDisposable
{
    private const int BlockBytes = 64 * 1024;

    private readonly AudioInput input;
    private readonly AudioReadOptions options;
    private readonly Waveform? whole;      // where it could not be read piece by piece
    private readonly WavHeader header;
    private readonly byte[] bytes = [];
    private readonly float[] frames = [];  // of several channels
    private long left;                     // samples that are still to come, as far as is known
    private long done;

    private SoundReader(AudioInput input, AudioReadOptions options, Waveform whole)
    {
        this.input = input;
        this.options = options;
        this.whole = whole;
        left = whole.Samples.Length;
        Rate = whole.Rate;
    }

    private SoundReader(AudioInput input, AudioReadOptions options, WavHeader header)
    {
        this.input = input;
        this.options = options;
        this.header = header;
        WavFormat format = header.Format;
        Rate = format.Rate;
        if (options.Channel >= format.Channels)
        {
            throw AudioFile.NoChannel(input.Name, options.Channel, format.Channels);
        }

        AudioEdit edit = options.Edit ?? new AudioEdit();
        long length = header.DataBytes / format.FrameBytes ?? long.MaxValue;
        if (input.Remaining is long there)
        {
            long promised = header.DataBytes ?? there;
            length = Math.Min(promised, there) / format.FrameBytes;
            if (length > 0)
            {
                WavDecoder.TellIfCutOff(input.Name, header, Math.Min(promised, there), options);
            }
        }

        if (length == 0)
        {
            throw AudioFile.NoSamples(input.Name, header.DataAt);
        }

        (long from, long to) = edit.Cut(length, format.Rate, input.Name);
        left = to - from;
        int blockFrames = Math.Max(1, BlockBytes / format.FrameBytes);
        bytes = new byte[blockFrames * format.FrameBytes];
        frames = format.Channels > 1 ? new float[blockFrames * format.Channels] : [];
        input.Skip(Math.Min(from, long.MaxValue / format.FrameBytes) * format.FrameBytes);
    }

    /// <summary>Samples per second.</summary>
    public int Rate { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">A file, or <see cref="AudioFile.StandardInput"/>.</param>
    /// <param name="options">Null: <see cref="AudioReadOptions.Default"/>.</param>
    /// <exception cref="UserError">There is no such file, it may not be read, or it holds no sound that can be read.</exception>
    public static SoundReader Open(string path, AudioReadOptions? options = null) => Open(AudioFile.Open(path), options ?? AudioReadOptions.Default);

    /// <summary>Begins where a stream stands.</summary>
    /// <param name="stream">A pipe will do; stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">Null: <see cref="AudioReadOptions.Default"/>.</param>
    /// <exception cref="UserError">The stream fails, or it holds no sound that can be read.</exception>
    public static SoundReader Open(Stream stream, string name, AudioReadOptions? options = null) =>
        Open(new AudioInput(stream, name), options ?? AudioReadOptions.Default);

    private static SoundReader Open(AudioInput input, AudioReadOptions options)
    {
        try
        {
            if (options.Edit?.NeedsWhole != true && new WavDecoder().Recognises(input.Head))
            {
                try
                {
                    return new SoundReader(input, options, WavHeader.Read(input));
                }
                catch (UserError error) when (error.InnerException is UnreadCoding)
                {
                    if (!input.TryRestart())
                    {
                        throw;
                    }
                }
            }

            return new SoundReader(input, options, AudioFile.ToWaveform(input, options));
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    /// <summary>Reads on.</summary>
    /// <param name="samples">One or more; takes them.</param>
    /// <returns>How many were read: fewer than there is room for at any time, 0 at the end.</returns>
    /// <exception cref="UserError">The file cannot be read on, or has nothing at all.</exception>
    public int Read(Span<float> samples)
    {
        int count = (int)Math.Min(samples.Length, left);
        if (count == 0)
        {
            return 0;
        }

        if (whole is not null)
        {
            whole.Samples.AsSpan((int)done, count).CopyTo(samples);
        }
        else
        {
            count = ReadFrames(samples[..Math.Min(count, bytes.Length / header.Format.FrameBytes)]);
        }

        done += count;
        left -= count;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => input.Dispose();

    private int ReadFrames(Span<float> samples)
    {
        WavFormat format = header.Format;
        long before = (input.Position - header.DataAt) / format.SampleBytes;
        Span<byte> block = bytes.AsSpan(0, samples.Length * format.FrameBytes);
        int read = input.Read(block);
        int count = read / format.FrameBytes;
        Span<float> decoded = format.Channels == 1 ? samples[..count] : frames.AsSpan(0, count * format.Channels);
        WavSamples.Convert(block[..(count * format.FrameBytes)], format, decoded);
        WavDecoder.RequireFinite(decoded, before, input.Name, header);
        if (format.Channels > 1)
        {
            DecodedAudio.Mix(decoded, format.Channels, options.Channel, samples[..count]);
        }

        if (read < block.Length)
        {
            End(input.Position - header.DataAt, nothing: done + count == 0);
            left = count;
        }

        return count;
    }

    /// <summary>A pipe tells only at its end how long it is.</summary>
    private void End(long dataBytes, bool nothing)
    {
        long length = dataBytes / header.Format.FrameBytes;
        if (length == 0)
        {
            throw AudioFile.NoSamples(input.Name, header.DataAt);
        }

        if (nothing)
        {
            options.Edit?.Cut(length, Rate, input.Name);
        }

        WavDecoder.TellIfCutOff(input.Name, header, dataBytes, options);
    }
}
