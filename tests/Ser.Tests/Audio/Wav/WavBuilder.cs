using System.Buffers.Binary;
using System.Text;

namespace Ser.Tests.Audio.Wav;

/// <summary>Writes WAV files byte by byte, the broken ones too: every field can be given a value of its own.</summary>
internal sealed class WavBuilder
{
    private readonly List<byte> body = [];

    public string Riff { get; init; } = "RIFF";

    public string Form { get; init; } = "WAVE";

    public bool BigEndian => Riff == "RIFX";

    /// <summary>16-bit mono PCM at 16 kHz around the given samples.</summary>
    public static byte[] Pcm16(params short[] samples) => new WavBuilder().Format().Data(Bytes(samples)).Build();

    public static byte[] Bytes(params short[] samples)
    {
        byte[] bytes = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), samples[i]);
        }

        return bytes;
    }

    public static byte[] Bytes(params float[] samples) => [.. samples.SelectMany(BitConverter.GetBytes)];

    public WavBuilder Format(int tag = 1, int channels = 1, int rate = 16000, int bits = 16, int? frameBytes = null, byte[]? extension = null)
    {
        int align = frameBytes ?? channels * ((bits + 7) / 8);
        byte[] fmt = [.. Word(tag), .. Word(channels), .. Quad((uint)rate), .. Quad((uint)(rate * align)), .. Word(align), .. Word(bits), .. extension ?? []];
        return Chunk("fmt ", fmt);
    }

    /// <summary>WAVE_FORMAT_EXTENSIBLE: container bits, valid bits and the plain tag inside the sub-format.</summary>
    public WavBuilder ExtensibleFormat(int tag, int channels, int rate, int bits, int validBits) => Format(
        0xFFFE,
        channels,
        rate,
        bits,
        extension: [.. Word(22), .. Word(validBits), .. Quad(0), .. Word(tag), .. Convert.FromHexString("000000001000800000AA00389B71")]);

    public WavBuilder Data(byte[] bytes, uint? size = null) => Chunk("data", bytes, size);

    public WavBuilder Chunk(string name, byte[] bytes, uint? size = null, bool pad = true)
    {
        body.AddRange(Encoding.ASCII.GetBytes(name));
        body.AddRange(Quad(size ?? (uint)bytes.Length));
        body.AddRange(bytes);
        if (pad && bytes.Length % 2 == 1)
        {
            body.Add(0);
        }

        return this;
    }

    public byte[] Build(uint? size = null) =>
        [.. Encoding.ASCII.GetBytes(Riff), .. Quad(size ?? (uint)(body.Count + 4)), .. Encoding.ASCII.GetBytes(Form), .. body];

    private byte[] Word(int value)
    {
        byte[] bytes = BitConverter.GetBytes((ushort)value);
        return BigEndian ? [bytes[1], bytes[0]] : bytes;
    }

    private byte[] Quad(uint value)
    {
        byte[] bytes = BitConverter.GetBytes(value);
        return BigEndian ? [bytes[3], bytes[2], bytes[1], bytes[0]] : bytes;
    }
}
