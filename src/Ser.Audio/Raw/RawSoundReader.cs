using Ser.Audio.Wav;
using Ser.Core;

namespace Ser.Audio;

/// <summary>Reads sound without a header while it arrives, and makes it mono; in constant memory, for hours.</summary>
/// <remarks>A read gives what is there already, so that nobody waits for a block to be full. For one thread at a time.</remarks>
public sealed class RawSoundReader : IDisposable
{
    private const int BlockBytes = 64 * 1024;

    private readonly Stream stream;
    private readonly string name;
    private readonly Action<string>? warn;
    private readonly WavFormat format;
    private readonly byte[] bytes;
    private readonly float[] frames;   // of several channels
    private int held;                  // bytes of a frame that has not arrived whole
    private long done;

    /// <summary>Begins where the stream stands.</summary>
    /// <param name="stream">A pipe will do; closed with this object.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="format">How its bytes are meant.</param>
    /// <param name="warn">Told of a stream that ends within a frame; null for nobody.</param>
    public RawSoundReader(Stream stream, string name, RawFormat format, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(format);
        (this.stream, this.name, this.warn, this.format) = (stream, name, warn, format.Format);
        int blockFrames = Math.Max(1, BlockBytes / format.FrameBytes);
        bytes = new byte[blockFrames * format.FrameBytes];
        frames = format.Channels > 1 ? new float[blockFrames * format.Channels] : [];
    }

    /// <summary>Samples per second.</summary>
    public int Rate => format.Rate;

    /// <summary>Opens a file.</summary>
    /// <param name="path">A file without a header.</param>
    /// <param name="format">How its bytes are meant.</param>
    /// <param name="warn">Told of a file that ends within a frame; null for nobody.</param>
    /// <exception cref="UserError">There is no such file, or it may not be read.</exception>
    public static RawSoundReader Open(string path, RawFormat format, Action<string>? warn = null) =>
        new(AudioFile.OpenFile(path), path, format, warn);

    /// <summary>Waits for the next samples.</summary>
    /// <param name="samples">One or more; takes them.</param>
    /// <returns>How many were read: what has arrived, one or more; 0 at the end.</returns>
    /// <exception cref="UserError">The stream fails, or a sample in floating point is NaN or infinite.</exception>
    public int Read(Span<float> samples)
    {
        int count;
        do
        {
            int wanted = (int)Math.Min((long)samples.Length * format.FrameBytes, bytes.Length);
            int read = ReadBytes(bytes.AsSpan(held, Math.Max(wanted, format.FrameBytes) - held));
            if (read == 0)
            {
                TellOfRest();
                return 0;
            }

            held += read;
            count = held / format.FrameBytes;
        }
        while (count == 0);

        Decode(bytes.AsSpan(0, count * format.FrameBytes), samples[..count]);
        done += count;
        int rest = held - (count * format.FrameBytes);
        bytes.AsSpan(count * format.FrameBytes, rest).CopyTo(bytes);
        held = rest;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private void Decode(Span<byte> whole, Span<float> samples)
    {
        Span<float> decoded = format.Channels == 1 ? samples : frames.AsSpan(0, samples.Length * format.Channels);
        WavSamples.Convert(whole, format, decoded);
        if (format.Coding is WavCoding.Float32 or WavCoding.Float64 && SampleCheck.FirstNotFinite(decoded) is >= 0 and int bad)
        {
            long at = done + (bad / format.Channels);
            throw new UserError($"{name}: sample {at} is {decoded[bad]:g3}, at {at / (double)format.Rate:0.###} s; check the form of the raw sound");
        }

        if (format.Channels > 1)
        {
            DecodedAudio.Mix(decoded, format.Channels, channel: null, samples);
        }
    }

    private int ReadBytes(Span<byte> destination)
    {
        try
        {
            return stream.Read(destination);
        }
        catch (IOException error)
        {
            throw new UserError($"{name}: cannot be read on ({error.Message.Split(" : '")[0].TrimEnd('.')}); check the disk or the pipe", error);
        }
    }

    private void TellOfRest()
    {
        if (held > 0)
        {
            warn?.Invoke($"{name}: ends within a frame of {format.FrameBytes} bytes, {held} left over; check the form of the raw sound");
            held = 0;
        }
    }
}
