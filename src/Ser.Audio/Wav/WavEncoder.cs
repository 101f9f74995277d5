using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Audio.Wav;

/// <summary>Float samples → bytes of a data chunk.</summary>
/// <remarks>
/// A sample times 2^(b−1), to the nearest integer, of two equally near ones to the even one. All in float, for the product is exact, and a
/// float from 2²³ on is an integer already. Eight lanes or one give the same bytes.
/// </remarks>
internal static class WavEncoder
{
    /// <summary>Bytes of a sample.</summary>
    public static int SampleBytes(WavEncoding encoding) => encoding switch
    {
        WavEncoding.Pcm16 => 2,
        WavEncoding.Pcm24 => 3,
        WavEncoding.Ieee32 => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "no such encoding"),
    };

    /// <summary>Encodes samples.</summary>
    /// <param name="samples">In −1 … 1 for integers.</param>
    /// <param name="encoding">How they are stored.</param>
    /// <param name="bytes">Takes them: <see cref="SampleBytes"/> for each.</param>
    /// <returns>How many samples lay outside what integers can hold and were clipped.</returns>
    /// <exception cref="ArgumentException">A sample is NaN, and is to become an integer.</exception>
    public static int Encode(ReadOnlySpan<float> samples, WavEncoding encoding, Span<byte> bytes)
    {
        bytes = bytes[..(samples.Length * SampleBytes(encoding))];
        if (encoding != WavEncoding.Ieee32)
        {
            return ToIntegers(samples, encoding == WavEncoding.Pcm16 ? 32768 : 8388608, bytes);
        }

        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(samples).CopyTo(bytes);
            return 0;
        }

        for (int i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], samples[i]);
        }

        return 0;
    }

    private static int ToIntegers(ReadOnlySpan<float> samples, float scale, Span<byte> bytes)
    {
        bool is16 = scale == 32768;
        int sampleBytes = is16 ? 2 : 3;
        int clipped = 0, at = 0;
        if (BitConverter.IsLittleEndian)
        {
            // 12 bytes of 24 bits are stored with 4 too many, which the next store or the scalar rest overwrites.
            int room = is16 ? 8 : 10;
            var clips = Vector256<int>.Zero;
            for (; samples.Length - at >= room; at += 8)
            {
                var exact = Vector256.Round(Vector256.Create(samples[at..]) * scale);
                if (!Vector256.EqualsAll(exact, exact))
                {
                    break;   // NaN: the scalar rest tells which
                }

                // A lane of a comparison is −1 where it holds. +1 itself loses one step: that is no clipping to speak of.
                clips -= (Vector256.GreaterThan(exact, Vector256.Create(scale)) | Vector256.LessThan(exact, Vector256.Create(-scale))).AsInt32();
                var integers = Vector256.ConvertToInt32(Vector256.Min(Vector256.Max(exact, Vector256.Create(-scale)), Vector256.Create(scale - 1)));
                if (is16)
                {
                    Vector128.Narrow(integers.GetLower(), integers.GetUpper()).AsByte().CopyTo(bytes[(2 * at)..]);
                }
                else
                {
                    var pack = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 16, 16, 16);
                    Vector128.Shuffle(integers.GetLower().AsByte(), pack).CopyTo(bytes[(3 * at)..]);
                    Vector128.Shuffle(integers.GetUpper().AsByte(), pack).CopyTo(bytes[((3 * at) + 12)..]);
                }
            }

            clipped = Vector256.Sum(clips);
        }

        for (; at < samples.Length; at++)
        {
            float exact = MathF.Round(samples[at] * scale);
            if (float.IsNaN(exact))
            {
                throw new ArgumentException($"sample {at} of a block is NaN", nameof(samples));
            }

            int value = (int)Math.Clamp(exact, -scale, scale - 1);
            clipped += exact > scale || exact < -scale ? 1 : 0;
            for (int i = 0; i < sampleBytes; i++)
            {
                bytes[(sampleBytes * at) + i] = (byte)(value >> (8 * i));
            }
        }

        return clipped;
    }
}
