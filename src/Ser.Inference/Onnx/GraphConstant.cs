using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ser.Core;

namespace Ser.Inference.Onnx;

/// <summary>One constant of a graph (an initializer): its name, type and sizes, and where its numbers stand in the file.</summary>
/// <remarks>Numbers are taken from raw_data only, as <c>ser train</c> writes them: so a tensor is never larger than the file.</remarks>
internal ref struct GraphConstant
{
    // Fields of TensorProto in onnx.proto.
    private const int DimsField = 1, TypeField = 2, SegmentField = 3, FirstTypedField = 4, LastTypedField = 7, NameField = 8, RawField = 9, DoubleField = 10,
        Uint64Field = 11, ExternalField = 13, LocationField = 14;

    private readonly string file;
    private int rank;
    private bool hasRaw;

    private GraphConstant(string file) => this.file = file;

    public int NameAt { get; private set; }

    public int NameLength { get; private set; }

    public ElementType Type { get; private set; }

    public int DataAt { get; private set; }

    public int DataLength { get; private set; }

    /// <summary>How many numbers it holds.</summary>
    public long Numbers { get; private set; }

    /// <summary>Reads and checks one.</summary>
    /// <param name="fields">Its message.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="shape">Where its sizes go: room for <see cref="OnnxLimits.Rank"/> of them.</param>
    /// <param name="rank">How many there are.</param>
    /// <exception cref="UserError">Its type is unknown, its numbers stand elsewhere, are not as many as its sizes say, or are no numbers.</exception>
    /// <exception cref="InvalidDataException">The message is no protobuf.</exception>
    public static GraphConstant Read(ProtobufReader fields, string file, Span<long> shape, out int rank)
    {
        var constant = new GraphConstant(file);
        ReadOnlySpan<byte> name = default, data = default;
        long type = 0;
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case DimsField:
                    constant.rank = fields.ReadList(shape, constant.rank);
                    break;
                case TypeField:
                    type = fields.Number;
                    break;
                case NameField:
                    name = fields.Bytes;
                    (constant.NameAt, constant.NameLength) = ((int)fields.BytesOrigin, name.Length);
                    break;
                case RawField:
                    data = fields.Bytes;
                    (constant.DataAt, constant.DataLength, constant.hasRaw) = ((int)fields.BytesOrigin, data.Length, true);
                    break;
                case ExternalField or LocationField when fields.Field == ExternalField || fields.Number != 0:
                    throw constant.Fault(name, "takes its numbers from another file; a model is one file that holds them all");
                case SegmentField or (>= FirstTypedField and <= LastTypedField) or DoubleField or Uint64Field:
                    throw constant.Fault(name, "does not hold its numbers as raw_data");
            }
        }

        constant.Check(name, data, type, shape);
        rank = constant.rank;
        return constant;
    }

    private void Check(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data, long type, ReadOnlySpan<long> shape)
    {
        if (name.Length is 0 or > OnnxLimits.NameBytes)
        {
            throw Fault(name, $"has a name of {name.Length} bytes");
        }

        if (type is not ((long)ElementType.Float or (long)ElementType.Int64))
        {
            throw Fault(name, $"is of type {type}, neither float (1) nor int64 (7)");
        }

        if (rank > OnnxLimits.Rank)
        {
            throw Fault(name, $"has {rank} dimensions");
        }

        foreach (long size in shape[..rank])
        {
            if (size < 1)
            {
                throw Fault(name, $"has a size of {size}");
            }
        }

        Type = (ElementType)type;
        Numbers = SizeMath.Product(shape[..rank]);
        int bytes = Type == ElementType.Float ? sizeof(float) : sizeof(long);
        if (!hasRaw || SizeMath.Times(Numbers, bytes) != data.Length)
        {
            throw Fault(name, $"is to hold {Numbers} numbers and has {data.Length} bytes");
        }

        if (Type == ElementType.Float && !IsFinite(data))
        {
            throw Fault(name, "holds NaN or infinity");
        }
    }

    /// <summary>Whether no float has all bits of its exponent set.</summary>
    /// <remarks>
    /// Two floats at a time: added to an exponent of ones alone, the lowest bit of the exponent carries into the sign's place, and never beyond it.
    /// Plain reads are compiled ahead of time, while vectors and slices are compiled, or called one by one, when a program starts: 1 ms against 6.
    /// </remarks>
    private static bool IsFinite(ReadOnlySpan<byte> floats)
    {
        const ulong exponents = 0x7F80_0000_7F80_0000, lowest = 0x0080_0000_0080_0000, carries = 0x8000_0000_8000_0000;
        ref byte first = ref MemoryMarshal.GetReference(floats);
        ulong sums = 0;
        for (int i = 0; i <= floats.Length - sizeof(ulong); i += sizeof(ulong))
        {
            sums |= (Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, i)) & exponents) + lowest;
        }

        bool isOdd = floats.Length % sizeof(ulong) != 0;
        return (sums & carries) == 0 && (!isOdd || float.IsFinite(BinaryPrimitives.ReadSingleLittleEndian(floats[^sizeof(float)..])));
    }

    private readonly UserError Fault(ReadOnlySpan<byte> name, string what) => new($"{file}: the constant {NameText.Quote(name)} {what}; {ModelFile.Remedy}");
}
