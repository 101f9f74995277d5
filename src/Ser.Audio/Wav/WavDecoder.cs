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
        long bytes = input.Position - header.DataAt;
        if (header.DataBytes is long promised && bytes < promised && samples.Length > 0)
        {
            string fault = $"{input.Name}: its header says {promised} bytes of samples, but there are {bytes}, at byte {input.Position}";
            if (options.Strict)
            {
                throw new UserError($"{fault}; copy the file again or leave it out");
            }

            double seconds = samples.Length / format.Channels / (double)format.Rate;
            options.Warn?.Invoke($"{fault}; going on with the {seconds:0.###} s that are there");
        }

        return new DecodedAudio(samples, format.Channels, format.Rate)
        {
            SamplesAt = header.DataAt,
            Encoding = format.Name,
            FullScale = format.FullScale,
        };
    }

    /// <summary>Reads what stands behind a header.</summary>
    /// <param name="input">Stands at the first sample.</param>
    /// <param name="header">What was read before.</param>
    /// <param name="acceptAnyFloat">Whether NaN and infinities are the caller's to find; else they are user errors.</param>
    internal static float[] ReadSamples(AudioInput input, in WavHeader header, bool acceptAnyFloat)
    {
        WavFormat format = header.Format;
        long left = header.DataBytes ?? long.MaxValue;
        float[] samples = [];
        if (input.Remaining is long there)
        {
            left = Math.Min(left, there);
            long count = left / format.FrameBytes * format.Channels;
            samples = count <= Array.MaxLength ? GC.AllocateUninitializedArray<float>((int)count) : throw TooLong(input);
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
                    count = Math.Min(count, samples.Length - filled);   // an unfinished frame is left out
                }
                else if (filled + count > samples.Length)
                {
                    Grow(ref samples, filled + (long)count, input);
                }

                WavSamples.Convert(block.AsSpan(0, count * format.SampleBytes), format, samples.AsSpan(filled, count));
                if (!acceptAnyFloat && (format.Coding is WavCoding.Float32 or WavCoding.Float64))
                {
                    Check(samples.AsSpan(filled, count), filled, input, header);
                }

                filled += count;
                left -= read;
                if (read < wanted)
                {
                    break;
                }
            }

            int whole = filled - (filled % format.Channels);
            if (whole < samples.Length)
            {
                Array.Resize(ref samples, whole);
            }

            return samples;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
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

    private static void Check(ReadOnlySpan<float> samples, int before, AudioInput input, in WavHeader header)
    {
        int bad = SampleCheck.FirstNotFinite(samples);
        if (bad >= 0)
        {
            long at = header.DataAt + ((before + (long)bad) * header.Format.SampleBytes);
            throw new UserError(
                $"{input.Name}: sample {(before + bad) / header.Format.Channels} is {samples[bad]:g3}, at byte {at}; repair the recording or leave it out");
        }
    }

    private static UserError TooLong(AudioInput input) =>
        new($"{input.Name}: has more samples than fit into memory, at byte {input.Position}; cut it into pieces");
}
