using System.Buffers;
using Ser.Core;

namespace Ser.Audio.Wav;

/// <summary>
/// WAV in all the forms that corpora come in: integers of 8 to 32 bits, floats of 32 and 64, G.711, extensible headers,
/// RF64 and RIFX, any other chunks before the samples, and sizes that a pipe never filled in.
/// </summary>
/// <remarks>
/// A header is a claim: what is allocated follows from the bytes that are there. A file that ends early gives what is
/// there and a warning; of two data chunks the first is the sound.
/// </remarks>
public sealed class WavDecoder : IAudioDecoder
{
    // Large enough that system calls do not count, small enough that it and its floats stay in the second-level cache.
    private const int BlockBytes = 64 * 1024;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.StartsWith("RIFF"u8) || head.StartsWith("RIFX"u8) || head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8);

    /// <inheritdoc/>
    public DecodedAudio Decode(AudioInput input, AudioReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        WavHeader header = WavHeader.Read(input);
        WavFormat format = header.Format;
        float[] samples = ReadSamples(input, header, acceptAnyFloat: false);
        RequireAll(input, header, samples.Length, options);
        return new DecodedAudio(samples, format.Channels, format.Rate)
        {
            SamplesAt = header.DataAt,
            Encoding = format.Name,
            FullScale = format.FullScale,
        };
    }

    /// <summary>Decodes into room that is kept, and takes or averages the channels there.</summary>
    /// <returns>Frames and channels of the file, and where its samples begin.</returns>
    /// <exception cref="UserError">As of <see cref="Decode"/>.</exception>
    internal static (int Frames, int Channels, long SamplesAt) DecodeInto(SampleRoom room, AudioInput input, AudioReadOptions options)
    {
        WavHeader header = WavHeader.Read(input);
        float[] samples = [];
        int count = ReadSamples(input, header, acceptAnyFloat: false, room.ForChannels, ref samples);
        RequireAll(input, header, count, options);
        int channels = header.Format.Channels;
        if (options.Channel is null || options.Channel < channels)
        {
            room.SetMono(samples, count, channels, options.Channel, header.Format.Rate);
        }

        return (count / channels, channels, header.DataAt);
    }

    /// <summary>Warns of samples that the header promises and the file does not have.</summary>
    /// <param name="name">The file.</param>
    /// <param name="header">What promises.</param>
    /// <param name="bytes">How many there are.</param>
    /// <param name="options">Who listens.</param>
    /// <exception cref="UserError">Reading is strict.</exception>
    internal static void TellIfCutOff(string name, in WavHeader header, long bytes, AudioReadOptions options)
    {
        if (!(header.DataBytes > bytes))
        {
            return;
        }

        string fault = $"{name}: its header says {header.DataBytes} bytes of samples, but there are {bytes}, at byte {header.DataAt + bytes}";
        if (options.Strict)
        {
            throw new UserError($"{fault}; copy the file again or leave it out");
        }

        double seconds = bytes / header.Format.FrameBytes / (double)header.Format.Rate;
        options.Warn?.Invoke($"{fault}; going on with the {seconds:0.###} s that are there");
    }

    /// <summary>Refuses samples that are no numbers.</summary>
    /// <param name="samples">As decoded.</param>
    /// <param name="before">How many samples stand before them.</param>
    /// <param name="name">The file.</param>
    /// <param name="header">Its header.</param>
    /// <exception cref="UserError">There is one.</exception>
    internal static void RequireFinite(ReadOnlySpan<float> samples, long before, string name, in WavHeader header)
    {
        int bad = header.Format.Coding is WavCoding.Float32 or WavCoding.Float64 ? SampleCheck.FirstNotFinite(samples) : -1;
        if (bad >= 0)
        {
            long at = header.DataAt + ((before + bad) * header.Format.SampleBytes);
            throw new UserError($"{name}: sample {(before + bad) / header.Format.Channels} is {samples[bad]:g3}, at byte {at}; repair the recording or leave it out");
        }
    }

    /// <summary>Reads what stands behind a header.</summary>
    /// <param name="input">Stands at the first sample.</param>
    /// <param name="header">What was read before.</param>
    /// <param name="acceptAnyFloat">Whether NaN and infinities are the caller's to find; else they are user errors.</param>
    internal static float[] ReadSamples(AudioInput input, in WavHeader header, bool acceptAnyFloat)
    {
        float[] samples = [];
        int count = ReadSamples(input, header, acceptAnyFloat, static count => GC.AllocateUninitializedArray<float>(count), ref samples);
        if (count < samples.Length)
        {
            Array.Resize(ref samples, count);
        }

        return samples;
    }

    private static int ReadSamples(AudioInput input, in WavHeader header, bool acceptAnyFloat, Func<int, float[]> allocate, ref float[] samples)
    {
        WavFormat format = header.Format;
        long left = header.DataBytes ?? long.MaxValue;
        int most = 0;
        if (input.Remaining is long there)
        {
            left = Math.Min(left, there);
            long count = left / format.FrameBytes * format.Channels;
            most = count <= Array.MaxLength ? (int)count : throw TooLong(input);
            samples = allocate(most);
        }

        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            int filled = 0;
            while (left > 0)
            {
                int wanted = (int)Math.Min(left, BlockBytes - (BlockBytes % format.SampleBytes));
                int read = input.Read(block.AsSpan(0, wanted));
                int count = read / format.SampleBytes;
                if (input.Remaining is not null)
                {
                    count = Math.Min(count, most - filled);   // an unfinished frame is left out
                }
                else if (filled + count > samples.Length)
                {
                    Grow(ref samples, filled + (long)count, input);
                }

                WavSamples.Convert(block.AsSpan(0, count * format.SampleBytes), format, samples.AsSpan(filled, count));
                if (!acceptAnyFloat)
                {
                    RequireFinite(samples.AsSpan(filled, count), filled, input.Name, header);
                }

                filled += count;
                left -= read;
                if (read < wanted)
                {
                    break;
                }
            }

            return filled - (filled % format.Channels);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>A file that ends before its header says so: an error where that was asked for, else a warning.</summary>
    private static void RequireAll(AudioInput input, in WavHeader header, int count, AudioReadOptions options)
    {
        if (count > 0)
        {
            TellIfCutOff(input.Name, header, input.Position - header.DataAt, options);
        }
    }

    private static void Grow(ref float[] samples, long needed, AudioInput input)
    {
        if (needed > Array.MaxLength)
        {
            throw TooLong(input);
        }

        Array.Resize(ref samples, (int)Math.Min(Math.Max(needed, 2L * samples.Length), Array.MaxLength));
    }

    private static UserError TooLong(AudioInput input) =>
        new($"{input.Name}: has more samples than fit into memory, at byte {input.Position}; cut it into pieces");
}
