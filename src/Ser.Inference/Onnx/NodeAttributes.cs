using System.Text;

namespace Ser.Inference.Onnx;

/// <summary>The attributes of one node after the other, by name; the same memory serves all nodes of a file.</summary>
internal sealed class NodeAttributes
{
    // Fields of AttributeProto in onnx.proto; a graph, a tensor or a reference has no place in the operators of the list.
    private const int NameField = 1, FloatField = 2, IntField = 3, TextField = 4, IntsField = 8, DocField = 13, TypeField = 20, LastField = 23;
    private const int FloatType = 1, IntType = 2, TextType = 3, IntsType = 7;

    private static readonly string[] Names =
    [
        "allowzero", "alpha", "auto_pad", "axes", "axis", "beta", "ceil_mode", "count_include_pad", "dilations", "epsilon", "exclusive", "group", "keepdims",
        "kernel_shape", "mode", "momentum", "noop_with_empty_axes", "pads", "perm", "reverse", "storage_order", "strides", "to", "training_mode", "transA", "transB",
    ];

    private readonly long[] whole = new long[Names.Length];
    private readonly long[] lists = new long[Names.Length * OnnxLimits.List];
    private readonly int[] lengths = new int[Names.Length];
    private uint present;

    /// <summary>Whether mode="edge" stands there.</summary>
    public bool EdgeMode { get; private set; }

    /// <summary>Forgets the node before.</summary>
    public void Clear()
    {
        present = 0;
        EdgeMode = false;
    }

    /// <summary>Whether the node has the attribute.</summary>
    public bool Has(NodeAttribute attribute) => (present & (1u << (int)attribute)) != 0;

    /// <summary>A whole number.</summary>
    /// <param name="attribute">Which.</param>
    /// <param name="otherwise">What it is where the node has none.</param>
    public long Whole(NodeAttribute attribute, long otherwise) => Has(attribute) ? whole[(int)attribute] : otherwise;

    /// <summary>A list of whole numbers; empty where the node has none.</summary>
    public ReadOnlySpan<long> List(NodeAttribute attribute) =>
        Has(attribute) ? new ReadOnlySpan<long>(lists, (int)attribute * OnnxLimits.List, lengths[(int)attribute]) : default;

    /// <summary>Reads one more attribute of the node.</summary>
    /// <param name="fields">Its message.</param>
    /// <param name="allowed">Bits of the attributes that the operator has.</param>
    /// <returns>What is wrong with it, or null.</returns>
    /// <exception cref="InvalidDataException">The message is no protobuf.</exception>
    public string? Read(ProtobufReader fields, uint allowed)
    {
        ReadOnlySpan<byte> name = default, text = default;
        Span<long> list = stackalloc long[OnnxLimits.List];
        long type = 0, number = 0;
        float single = 0;
        int count = 0;
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case NameField:
                    name = fields.Bytes;
                    break;
                case FloatField:
                    single = fields.Single;
                    break;
                case IntField:
                    number = fields.Number;
                    break;
                case TextField:
                    text = fields.Bytes;
                    break;
                case IntsField:
                    count = fields.ReadList(list, count);
                    break;
                case TypeField:
                    type = fields.Number;
                    break;
                case < LastField + 1 and not DocField:
                    return $"an attribute {NameText.Quote(name)} of a kind that no operator here takes";
            }
        }

        if (count > list.Length)
        {
            return $"{count} numbers in {NameText.Quote(name)}";
        }

        int index = Find(name);
        if (index < 0 || (allowed & (1u << index)) == 0)
        {
            return $"an attribute {NameText.Quote(name)}";
        }

        if (Has((NodeAttribute)index))
        {
            return $"'{Names[index]}' twice";
        }

        if (type != Kind((NodeAttribute)index))
        {
            return $"an attribute '{Names[index]}' of type {type}";
        }

        present |= 1u << index;
        whole[index] = number;
        lengths[index] = count;
        list[..count].CopyTo(new Span<long>(lists, index * OnnxLimits.List, OnnxLimits.List));
        EdgeMode |= type == TextType && text.SequenceEqual("edge"u8);
        return type switch
        {
            FloatType when !float.IsFinite(single) || ((NodeAttribute)index == NodeAttribute.Epsilon && single < 0) => $"'{Names[index]}' {single}",
            TextType when (NodeAttribute)index == NodeAttribute.Mode && !EdgeMode && !text.SequenceEqual("constant"u8) => $"mode {NameText.Quote(text)}",
            TextType when (NodeAttribute)index == NodeAttribute.AutoPad && !text.SequenceEqual("NOTSET"u8) => $"auto_pad {NameText.Quote(text)}",
            _ => null,
        };
    }

    private static int Kind(NodeAttribute attribute) => attribute switch
    {
        NodeAttribute.Alpha or NodeAttribute.Beta or NodeAttribute.Epsilon or NodeAttribute.Momentum => FloatType,
        NodeAttribute.AutoPad or NodeAttribute.Mode => TextType,
        NodeAttribute.Axes or NodeAttribute.Dilations or NodeAttribute.KernelShape or NodeAttribute.Pads or NodeAttribute.Perm or NodeAttribute.Strides => IntsType,
        _ => IntType,
    };

    private static int Find(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            if (name.Length == Names[i].Length && Ascii.Equals(name, Names[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
