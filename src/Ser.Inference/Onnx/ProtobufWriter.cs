using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Ser.Inference.Onnx;

/// <summary>Writes one protobuf message, field after field.</summary>
/// <remarks>Wire format: protobuf.dev/programming-guides/encoding. Four of its forms are all that ONNX needs.</remarks>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>The message so far.</summary>
    public byte[] ToArray() => bytes.WrittenSpan.ToArray();

    /// <summary>A whole number; negative ones take ten bytes.</summary>
    public ProtobufWriter Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    /// <summary>A float of 32 bits.</summary>
    public ProtobufWriter Single(int field, float value)
    {
        Varint(((ulong)field << 3) | 5);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.GetSpan(sizeof(float)), value);
        bytes.Advance(sizeof(float));
        return this;
    }

    /// <summary>A block of bytes.</summary>
    public ProtobufWriter Block(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    /// <summary>A text in UTF-8.</summary>
    public ProtobufWriter Text(int field, string value) => Block(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message inside this one.</summary>
    public ProtobufWriter Message(int field, ProtobufWriter message) =>
        Block(field, message.bytes.WrittenSpan);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    private void Byte(byte value)
    {
        bytes.GetSpan(1)[0] = value;
        bytes.Advance(1);
    }
}
