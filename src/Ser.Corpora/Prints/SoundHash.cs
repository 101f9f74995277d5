using System.Buffers.Binary;
using System.Security.Cryptography;
using Ser.Audio;

namespace Ser.Corpora;

/// <summary>What two files share that hold the same samples: the first 128 bits of a SHA-256 over them, whatever the files are called.</summary>
/// <param name="Value">The bits, the first byte highest.</param>
public readonly record struct SoundHash(UInt128 Value)
{
    private const int BlockSamples = 2048;

    /// <summary>The first 48 bits: enough to find a clip among those that a model was trained on.</summary>
    public ulong Head => (ulong)(Value >> 80);

    /// <summary>Hashes a sound of one channel. The rate counts too.</summary>
    /// <remarks>Decoders turn integers of up to 24 bits into the same floats, so a WAV file and its FLAC copy are equal; and so are a mono file and a stereo one with the same samples left and right.</remarks>
    public static SoundHash Of(Waveform sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[BlockSamples * sizeof(float)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, sound.Rate);
        hash.AppendData(bytes[..sizeof(int)]);
        for (var rest = sound.Samples.AsSpan(); rest.Length > 0;)
        {
            int count = Math.Min(rest.Length, BlockSamples);
            for (int i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * sizeof(float))..], rest[i] + 0f);   // −0 becomes 0, as integers know one zero only
            }

            hash.AppendData(bytes[..(count * sizeof(float))]);
            rest = rest[count..];
        }

        hash.GetHashAndReset(bytes);
        return new SoundHash(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x32");
}
