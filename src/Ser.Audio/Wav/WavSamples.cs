using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Audio.Wav;

/// <summary>Bytes of a data chunk → float samples; one loop per coding, no rounding but float32's own.</summary>
/// <remarks>An integer of b bits is divided by 2^(b−1); a power of two, so multiplying by its inverse is the same and exact.</remarks>
internal static class WavSamples
{
    /// <summary>Converts whole samples.</summary>
    /// <param name="bytes">A whole number of samples; turned to this machine's byte order on the spot.</param>
    /// <param name="format">How they are coded.</param>
    /// <param name="samples">As many as the bytes hold.</param>
    public static void Convert(Span<byte> bytes, in WavFormat format, Span<float> samples)
    {
        if (format.BigEndian == BitConverter.IsLittleEndian)
        {
            Reverse(bytes, format.SampleBytes);
        }

        switch (format.Coding)
        {
            case WavCoding.Unsigned8:
                for (int i = 0; i < bytes.Length; i++)
                {
                    samples[i] = (bytes[i] - 128) * (1f / 128);
                }

                break;
            case WavCoding.Signed16:
                FromInt16(MemoryMarshal.Cast<byte, short>(bytes), samples);
                break;
            case WavCoding.Signed24:
                FromInt24(bytes, samples);
                break;
            case WavCoding.Signed32:
                FromInt32(MemoryMarshal.Cast<byte, int>(bytes), samples);
                break;
            case WavCoding.Float32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(samples);
                break;
            case WavCoding.Float64:
                ReadOnlySpan<double> doubles = MemoryMarshal.Cast<byte, double>(bytes);
                for (int i = 0; i < doubles.Length; i++)
                {
                    samples[i] = (float)doubles[i];
                }

                break;
            default:
                float[] table = format.Coding == WavCoding.MuLaw ? G711.MuLaw : G711.ALaw;
                for (int i = 0; i < bytes.Length; i++)
                {
                    samples[i] = table[bytes[i]];
                }

                break;
        }
    }

    private static void FromInt16(ReadOnlySpan<short> values, Span<float> samples)
    {
        samples = samples[..values.Length];
        int at = 0;
        for (; values.Length - at >= Vector256<short>.Count; at += Vector256<short>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(values[at..]));
            (Vector256.ConvertToSingle(low) * (1f / 32768)).CopyTo(samples[at..]);
            (Vector256.ConvertToSingle(high) * (1f / 32768)).CopyTo(samples[(at + Vector256<float>.Count)..]);
        }

        for (; at < values.Length; at++)
        {
            samples[at] = values[at] * (1f / 32768);
        }
    }

    private static void FromInt24(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        int at = 0;
        if (BitConverter.IsLittleEndian)
        {
            // Three bytes go to the upper three of an int, whose lowest byte stays 0 (index 16 picks nothing).
            var spread = Vector128.Create((byte)16, 0, 1, 2, 16, 3, 4, 5, 16, 6, 7, 8, 16, 9, 10, 11);
            for (; bytes.Length >= Vector128<byte>.Count; bytes = bytes[12..], at += 4)
            {
                var four = Vector128.Shuffle(Vector128.Create(bytes), spread).AsInt32();
                (Vector128.ConvertToSingle(four) * (1f / 2147483648f)).CopyTo(samples[at..]);
            }
        }

        for (; bytes.Length >= 3; bytes = bytes[3..], at++)
        {
            int value = BitConverter.IsLittleEndian
                ? bytes[0] << 8 | bytes[1] << 16 | bytes[2] << 24
                : bytes[2] << 8 | bytes[1] << 16 | bytes[0] << 24;
            samples[at] = value * (1f / 2147483648f);
        }
    }

    private static void FromInt32(ReadOnlySpan<int> values, Span<float> samples)
    {
        samples = samples[..values.Length];
        int at = 0;
        for (; values.Length - at >= Vector256<int>.Count; at += Vector256<int>.Count)
        {
            (Vector256.ConvertToSingle(Vector256.Create(values[at..])) * (1f / 2147483648f)).CopyTo(samples[at..]);
        }

        for (; at < values.Length; at++)
        {
            samples[at] = values[at] * (1f / 2147483648f);
        }
    }

    private static void Reverse(Span<byte> bytes, int sampleBytes)
    {
        switch (sampleBytes)
        {
            case 2:
                Span<short> words = MemoryMarshal.Cast<byte, short>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 3:
                for (int i = 0; i + 2 < bytes.Length; i += 3)
                {
                    (bytes[i], bytes[i + 2]) = (bytes[i + 2], bytes[i]);
                }

                break;
            case 4:
                Span<int> quads = MemoryMarshal.Cast<byte, int>(bytes);
                BinaryPrimitives.ReverseEndianness(quads, quads);
                break;
            case 8:
                Span<long> octets = MemoryMarshal.Cast<byte, long>(bytes);
                BinaryPrimitives.ReverseEndianness(octets, octets);
                break;
        }
    }
}
