using System.Text;
using Ser.Core;

namespace Ser.Inference.Onnx;

/// <summary>An input or output of a graph, as the file declares it: float numbers, sizes fixed or free.</summary>
internal sealed class GraphPort
{
    // Fields of ValueInfoProto, TypeProto, TypeProto.Tensor, TensorShapeProto and its Dimension in onnx.proto.
    private const int NameField = 1, TypeField = 2, TensorField = 1, DenotationField = 6, ElementField = 1, ShapeField = 2, DimensionField = 1, ValueField = 1, ParameterField = 2;

    /// <summary>A free size.</summary>
    public const long Free = -1;

    private readonly string file;
    private bool hasElement, hasShape;

    private GraphPort(string file) => this.file = file;

    public int NameAt { get; private set; }

    public int NameLength { get; private set; }

    public string Name { get; private set; } = "";

    public int Rank { get; private set; }

    /// <summary>Its sizes; <see cref="Free"/> where any will do.</summary>
    public long[] Sizes { get; } = new long[OnnxLimits.Rank];

    /// <summary>Names of the free sizes; empty where they have none.</summary>
    public string[] Parameters { get; } = new string[OnnxLimits.Rank];

    /// <summary>Reads one.</summary>
    /// <exception cref="UserError">It holds something else than floats, or does not tell its sizes.</exception>
    /// <exception cref="InvalidDataException">The message is no protobuf.</exception>
    public static GraphPort Read(ProtobufReader fields, string file)
    {
        var port = new GraphPort(file);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case NameField:
                    (port.NameAt, port.NameLength) = ((int)fields.BytesOrigin, fields.Bytes.Length);
                    port.Name = fields.Bytes.Length is > 0 and <= OnnxLimits.NameBytes
                        ? Encoding.UTF8.GetString(fields.Bytes)
                        : throw port.Fault($"has a name of {fields.Bytes.Length} bytes");
                    break;
                case TypeField:
                    port.ReadType(fields.Inner);
                    break;
            }
        }

        return port is { hasElement: true, hasShape: true, Name.Length: > 0 } ? port : throw port.Fault("does not tell its name, type and sizes");
    }

    /// <summary>A fault of this input or output, as a message of one line.</summary>
    public UserError Fault(string what) => new($"{file}: the input or output {NameText.Quote(Encoding.UTF8.GetBytes(Name))} {what}; {ModelFile.Remedy}");

    /// <summary>Its sizes in words, such as [clips, 8].</summary>
    public string ShapeText()
    {
        var text = new StringBuilder("[");
        for (int i = 0; i < Rank; i++)
        {
            text.Append(i > 0 ? ", " : "").Append(Sizes[i] != Free ? Sizes[i].ToString() : Parameters[i].Length > 0 ? Parameters[i] : "any");
        }

        return text.Append(']').ToString();
    }

    private void ReadType(ProtobufReader fields)
    {
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case TensorField:
                    ReadTensor(fields.Inner);
                    break;
                case < DenotationField or 7 or 8 or 9:
                    throw Fault("is no tensor");
            }
        }
    }

    private void ReadTensor(ProtobufReader fields)
    {
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case ElementField:
                    hasElement = fields.Number == (long)ElementType.Float ? true : throw Fault("holds something else than floats of 32 bits");
                    break;
                case ShapeField when hasShape:
                    throw Fault("tells its sizes twice");
                case ShapeField:
                    hasShape = true;
                    ReadShape(fields.Inner);
                    break;
            }
        }
    }

    private void ReadShape(ProtobufReader fields)
    {
        while (fields.Next())
        {
            if (fields.Field != DimensionField)
            {
                continue;
            }

            if (Rank == OnnxLimits.Rank)
            {
                throw Fault("has too many dimensions");
            }

            ReadDimension(fields.Inner);
            Rank++;
        }
    }

    private void ReadDimension(ProtobufReader fields)
    {
        Sizes[Rank] = Free;
        Parameters[Rank] = "";
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case ValueField:
                    Sizes[Rank] = fields.Number is >= 1 and <= OnnxLimits.Window ? fields.Number : throw Fault($"has a size of {fields.Number}");
                    Parameters[Rank] = "";
                    break;
                case ParameterField:
                    Sizes[Rank] = Free;   // of two, the last one counts
                    Parameters[Rank] = fields.Bytes.Length <= OnnxLimits.NameBytes ? Encoding.UTF8.GetString(fields.Bytes) : throw Fault("has too long a name of a size");
                    break;
            }
        }
    }
}
