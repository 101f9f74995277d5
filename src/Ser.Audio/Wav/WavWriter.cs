using Ser.Core;

namespace Ser.Audio.Wav;

/// <summary>How samples are stored in a WAV file.</summary>
public enum WavEncoding
{
    /// <summary>Integers of 16 bits: the common one.</summary>
    Pcm16,

    /// <summary>Integers of 24 bits.</summary>
    Pcm24,

    /// <summary>The floats as they are (IEEE 754, 32 bits).</summary>
    Ieee32,
}

/// <summary>Writes WAV files that <see cref="WavDecoder"/> reads back: floats bit for bit, integers to half a step.</summary>
public static class WavWriter
{
    /// <summary>Bytes of samples at most; what is left of 4 GB is for the header.</summary>
    internal const long MostBytes = uint.MaxValue - 1024;

    private const int BlockSamples = 16 * 1024;

    /// <summary>Writes a file beside its place and renames it into it.</summary>
    /// <returns>How many samples lay outside what integers can hold and were clipped; always 0 for floats.</returns>
    /// <exception cref="UserError">The file cannot be written, or would be larger than the 4 GB of the format.</exception>
    /// <exception cref="ArgumentException">A sample is NaN.</exception>
    public static long Write(string path, Waveform sound, WavEncoding encoding = WavEncoding.Pcm16)
    {
        ArgumentNullException.ThrowIfNull(sound);
        return Write(path, sound.Samples, 1, sound.Rate, encoding);
    }

    /// <summary>Writes a file beside its place and renames it into it.</summary>
    /// <param name="path">Where the file shall stand.</param>
    /// <param name="samples">frames × channels, interleaved; −1 … 1 for integers.</param>
    /// <param name="channels">1 or more.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="encoding">How they are stored.</param>
    /// <returns>How many samples lay outside what integers can hold and were clipped; always 0 for floats.</returns>
    /// <exception cref="UserError">The file cannot be written, or would be larger than the 4 GB of the format.</exception>
    /// <exception cref="ArgumentException">A sample is NaN, or the samples are no whole number of frames.</exception>
    public static long Write(string path, ReadOnlyMemory<float> samples, int channels, int rate, WavEncoding encoding = WavEncoding.Pcm16)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if ((long)samples.Length * WavEncoder.SampleBytes(encoding) > MostBytes)
        {
            throw new UserError($"{path}: would be larger than the 4 GB of a WAV file; cut the sound into pieces");
        }

        long clipped = 0;
        AtomicFile.Write(path, stream => clipped = Write(stream, samples.Span, channels, rate, encoding));
        return clipped;
    }

    /// <summary>Writes to a stream from where it stands; it need not be able to go back.</summary>
    /// <inheritdoc cref="Write(string, ReadOnlyMemory{float}, int, int, WavEncoding)"/>
    public static long Write(Stream stream, ReadOnlySpan<float> samples, int channels, int rate, WavEncoding encoding = WavEncoding.Pcm16)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CheckFormat(channels, rate, encoding);
        int sampleBytes = WavEncoder.SampleBytes(encoding);
        if (samples.Length % channels != 0)
        {
            throw new ArgumentException($"{samples.Length} samples are no whole number of frames of {channels}", nameof(samples));
        }

        long dataBytes = (long)samples.Length * sampleBytes;
        if (dataBytes > MostBytes)
        {
            throw new ArgumentException("more than the 4 GB that a WAV file can have", nameof(samples));
        }

        stream.Write(Header((uint)dataBytes, samples.Length / channels, channels, rate, encoding));
        byte[] block = new byte[Math.Min(samples.Length, BlockSamples) * sampleBytes];
        long clipped = 0;
        for (ReadOnlySpan<float> rest = samples; rest.Length > 0;)
        {
            int count = Math.Min(rest.Length, BlockSamples);
            clipped += WavEncoder.Encode(rest[..count], encoding, block);
            stream.Write(block, 0, count * sampleBytes);
            rest = rest[count..];
        }

        if (dataBytes % 2 == 1)
        {
            stream.WriteByte(0);   // chunks are filled up to an even length
        }

        return clipped;
    }

    /// <summary>Refuses what no header can say.</summary>
    internal static void CheckFormat(int channels, int rate, WavEncoding encoding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels * WavEncoder.SampleBytes(encoding), ushort.MaxValue, nameof(channels));
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, Waveform.HighestRate);
    }

    /// <summary>Everything before the samples.</summary>
    internal static byte[] Header(uint dataBytes, int frames, int channels, int rate, WavEncoding encoding)
    {
        bool isFloat = encoding == WavEncoding.Ieee32;
        int sampleBytes = WavEncoder.SampleBytes(encoding);
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        int headerBytes = isFloat ? 58 : 44;   // what is not PCM has an (empty) extension and a fact chunk
        writer.Write("RIFF"u8);
        writer.Write((uint)(headerBytes - 8 + dataBytes + (dataBytes % 2)));
        writer.Write("WAVEfmt "u8);
        writer.Write(isFloat ? 18 : 16);
        writer.Write((short)(isFloat ? 3 : 1));
        writer.Write((ushort)channels);
        writer.Write(rate);
        writer.Write((uint)(rate * (long)channels * sampleBytes));
        writer.Write((ushort)(channels * sampleBytes));
        writer.Write((short)(8 * sampleBytes));
        if (isFloat)
        {
            writer.Write((short)0);
            writer.Write("fact"u8);
            writer.Write(4);
            writer.Write(frames);
        }

        writer.Write("data"u8);
        writer.Write(dataBytes);
        return memory.ToArray();
    }
}
