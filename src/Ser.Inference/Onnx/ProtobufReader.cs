using System.Buffers.Binary;

namespace Ser.Inference.Onnx;

/// <summary>Walks the fields of one protobuf message without copying; every length is checked before it is used.</summary>
/// <remarks>Wire format: protobuf.dev/programming-guides/encoding. Offsets in faults are bytes from the file's start.</remarks>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message, long origin)
{
    private const int VarintWire = 0, DoubleWire = 1, BlockWire = 2, SingleWire = 5;
    private const int LargestField = (1 << 29) - 1;

    private readonly ReadOnlySpan<byte> message = message;
    private readonly long origin = origin;
    private ReadOnlySpan<byte> block;
    private ulong number;
    private int position, wire;

    /// <summary>Number of the field that <see cref="Next"/> found.</summary>
    public int Field { get; private set; }

    /// <summary>The field's value as a whole number; negative ones are told by their top bit.</summary>
    /// <exception cref="InvalidDataException">The field is stored as something else.</exception>
    public readonly long Number => wire == VarintWire ? (long)number : throw Fault($"field {Field} is no whole number");

    /// <summary>The field's value as a float of 32 bits.</summary>
    /// <exception cref="InvalidDataException">The field is stored as something else.</exception>
    public readonly float Single => wire == SingleWire ? BitConverter.UInt32BitsToSingle((uint)number) : throw Fault($"field {Field} is no float");

    /// <summary>The bytes of a text, a block or a message.</summary>
    /// <exception cref="InvalidDataException">The field is stored as something else.</exception>
    public readonly ReadOnlySpan<byte> Bytes => wire == BlockWire ? block : throw Fault($"field {Field} is no text, block or message");

    /// <summary>Where <see cref="Bytes"/> begins in the file.</summary>
    public readonly long BytesOrigin => wire == BlockWire ? origin + position - block.Length : throw Fault($"field {Field} is no text, block or message");

    /// <summary>The fields of the message in this field.</summary>
    /// <exception cref="InvalidDataException">The field is stored as something else.</exception>
    public readonly ProtobufReader Inner => new(Bytes, BytesOrigin);

    /// <summary>Goes to the next field; false at the message's end.</summary>
    /// <exception cref="InvalidDataException">The bytes break off or are no protobuf.</exception>
    public bool Next()
    {
        if (position == message.Length)
        {
            return false;
        }

        ulong tag = Varint();
        if (tag >> 3 is 0 or > LargestField)
        {
            throw Fault($"field number {tag >> 3}");
        }

        Field = (int)(tag >> 3);
        wire = (int)(tag & 7);
        block = default;
        number = 0;
        switch (wire)
        {
            case VarintWire:
                number = Varint();
                break;
            case DoubleWire:
                number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case BlockWire:
                ulong length = Varint();
                if (length > (ulong)(message.Length - position))
                {
                    throw Fault($"{length} bytes announced, {message.Length - position} are there");
                }

                block = Take((int)length);
                break;
            case SingleWire:
                number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw Fault($"wire type {wire}");
        }

        return true;
    }

    /// <summary>Adds this field to a list of whole numbers, of which it holds one or, packed, several.</summary>
    /// <param name="list">The list; what does not fit is counted only.</param>
    /// <param name="count">How many there were before.</param>
    /// <returns>How many there are now.</returns>
    /// <exception cref="InvalidDataException">The field is stored as something else.</exception>
    public readonly int ReadList(Span<long> list, int count)
    {
        if (wire != BlockWire)
        {
            return Put(Number, list, count);
        }

        var packed = Inner;
        while (packed.position < packed.message.Length)
        {
            count = Put((long)packed.Varint(), list, count);
        }

        return count;
    }

    private static int Put(long value, Span<long> list, int count)
    {
        if (count < list.Length)
        {
            list[count] = value;
        }

        return count + 1;
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
                return shift < 63 || b <= 1 ? value : throw Fault("a number of more than 64 bits");
            }
        }

        throw Fault("a number of more than ten bytes");
    }

    private readonly InvalidDataException Fault(string what) => new($"{what}, at byte {origin + position}");
}
