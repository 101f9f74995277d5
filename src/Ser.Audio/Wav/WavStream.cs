using Ser.Core;

namespace Ser.Audio.Wav;

/// <summary>Writes a WAV file piece by piece, in constant memory; how long it is goes into the header at the end.</summary>
public sealed class WavStream
{
    private const int BlockBytes = 64 * 1024;   // so that system calls do not count

    private readonly Stream stream;
    private readonly string name;
    private readonly WavEncoding encoding;
    private readonly int channels;
    private readonly int rate;
    private readonly long origin;
    private readonly byte[] block = new byte[BlockBytes];
    private int filled;
    private long samplesWritten;

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Can go back; stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="channels">1 or more.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="encoding">How samples are stored.</param>
    public WavStream(Stream stream, string name, int channels, int rate, WavEncoding encoding = WavEncoding.Pcm16)
    {
        ArgumentNullException.ThrowIfNull(stream);
        WavWriter.CheckFormat(channels, rate, encoding);
        this.stream = stream;
        this.name = name;
        this.channels = channels;
        this.rate = rate;
        this.encoding = encoding;
        origin = stream.Position;
        byte[] header = WavWriter.Header(0, 0, channels, rate, encoding);
        header.CopyTo(block, 0);
        filled = header.Length;
    }

    /// <summary>Samples that lay outside what integers can hold and were clipped.</summary>
    public long Clipped { get; private set; }

    /// <summary>Adds samples.</summary>
    /// <param name="samples">Interleaved; −1 … 1 for integers.</param>
    /// <exception cref="UserError">The file would be larger than the 4 GB of the format, or a sample is not finite.</exception>
    public void Write(ReadOnlySpan<float> samples)
    {
        int sampleBytes = WavEncoder.SampleBytes(encoding);
        samplesWritten += samples.Length;
        if (samplesWritten * sampleBytes > WavWriter.MostBytes)
        {
            throw new UserError($"{name}: would be larger than the 4 GB of a WAV file; cut the sound into pieces");
        }

        int bad = SampleCheck.FirstNotFinite(samples);
        if (bad >= 0)
        {
            throw new UserError($"{name}: became {samples[bad]:g3}, for it is louder than floats can be; bring it to a usual level first");
        }

        while (samples.Length > 0)
        {
            int count = Math.Min(samples.Length, (BlockBytes - filled) / sampleBytes);
            if (count == 0)
            {
                Flush();
                continue;
            }

            Clipped += WavEncoder.Encode(samples[..count], encoding, block.AsSpan(filled));
            filled += count * sampleBytes;
            samples = samples[count..];
        }
    }

    /// <summary>Writes what is left, and the lengths into the header.</summary>
    /// <exception cref="InvalidOperationException">The samples are no whole number of frames.</exception>
    public void Complete()
    {
        if (samplesWritten % channels != 0)
        {
            throw new InvalidOperationException($"{samplesWritten} samples are no whole number of frames of {channels}");
        }

        long dataBytes = samplesWritten * WavEncoder.SampleBytes(encoding);
        Flush();
        if (dataBytes % 2 == 1)
        {
            stream.WriteByte(0);   // chunks are filled up to an even length
        }

        long end = stream.Position;
        stream.Position = origin;
        stream.Write(WavWriter.Header((uint)dataBytes, (int)(samplesWritten / channels), channels, rate, encoding));
        stream.Position = end;
    }

    private void Flush()
    {
        stream.Write(block, 0, filled);
        filled = 0;
    }
}
