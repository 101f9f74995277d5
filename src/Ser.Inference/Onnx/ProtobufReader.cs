using System.Buffers.Binary;

namespace Ser.Inference.Onnx;

/// <summary>Walks the fields of one protobuf message without copying; every length is checked before it is used.</summary>
/// <remarks>Wire format: protobuf.dev/programming-guides/encoding. Offsets in faults are bytes from the file's start.</remarks>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message, long origin)
{
    private readonly ReadOnlySpan<byte> message = message;
    private readonly long origin = origin;
    private int position;

    /// <summary>Number of the field that <see cref="Next"/> found.</summary>
    public int Field { get; private set; }

    /// <summary>The field's value where it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>The field's bytes where it is a text, a block of bytes or a message; else empty.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Where <see cref="Bytes"/> begin in the file.</summary>
    public long BytesOrigin { get; private set; }

    /// <summary>Goes to the next field; false at the message's end.</summary>
    /// <exception cref="InvalidDataException">The bytes break off or are no protobuf.</exception>
    public bool Next()
    {
        if (position == message.Length)
        {
            return false;
        }

        ulong tag = Varint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        if (Field == 0)
        {
            throw Fault("field number 0");
        }

        Bytes = default;
        Number = 0;
        switch (tag & 7)
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                ulong length = Varint();
                if (length > (ulong)(message.Length - position))
                {
                    throw Fault($"{length} bytes announced, {message.Length - position} are there");
                }

                BytesOrigin = origin + position;
                Bytes = Take((int)length);
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw Fault($"wire type {tag & 7}");
        }

        return true;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > message.Length - position)
        {
            throw Fault("the file ends inside a value");
        }

        var taken = message.Slice(position, count);
        position += count;
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (position == message.Length)
            {
                throw Fault("the file ends inside a number");
            }

            byte b = message[position++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw Fault("a number of more than ten bytes");
    }

    private readonly InvalidDataException Fault(string what) => new($"{what}, at byte {origin + position}");
}
