using Ser.Core;

namespace Ser.Inference.Onnx;

/// <summary>One node of a graph after the other; the same memory serves all nodes of a file.</summary>
/// <param name="model">The file's bytes.</param>
/// <param name="file">Its name, for messages.</param>
/// <param name="values">What stands before the node.</param>
internal sealed class GraphNode(byte[] model, string file, GraphValues values)
{
    // Fields of NodeProto in onnx.proto.
    private const int InputField = 1, OutputField = 2, TypeField = 4, AttributeField = 5, DomainField = 7, OverloadField = 8;

    private readonly int[] inputs = new int[OnnxLimits.Links];
    private readonly int[] outputAt = new int[OnnxLimits.Links], outputLength = new int[OnnxLimits.Links];
    private int inputCount;

    public Operator Operator { get; private set; }

    public NodeAttributes Attributes { get; } = new();

    /// <summary>Places of the values that go in; −1 for one that is left out.</summary>
    public ReadOnlySpan<int> Inputs => new(inputs, 0, inputCount);

    /// <summary>How many values come out, 1 or more.</summary>
    public int Outputs { get; private set; }

    /// <summary>Reads the node of a message.</summary>
    /// <exception cref="UserError">Its operator is not on the list, its inputs are nowhere, or its attributes are not those of the operator.</exception>
    /// <exception cref="InvalidDataException">The message is no protobuf.</exception>
    public void Read(ProtobufReader message)
    {
        inputCount = Outputs = 0;
        Attributes.Clear();
        ReadOperator(message);
        uint allowed = OperatorTable.Attributes(Operator);
        while (message.Next())
        {
            switch (message.Field)
            {
                case InputField:
                    AddInput(message.Bytes);
                    break;
                case AttributeField when Attributes.Read(message.Inner, allowed) is { } fault:
                    throw Fault($"has {fault}");
            }
        }

        var links = OperatorTable.Links(Operator);
        if (inputCount < links.Fewest || inputCount > links.Most || Outputs < 1 || Outputs > links.Outputs)
        {
            throw Fault($"has {inputCount} inputs and {Outputs} outputs");
        }

        for (int i = 0; i < links.Fewest; i++)
        {
            Require(inputs[i] >= 0, "lacks an input");
        }
    }

    /// <summary>Makes an output of the node a value of the graph.</summary>
    /// <param name="output">Which, from 0.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="rank">Its dimensions.</param>
    public int Add(int output, ElementType type, int rank)
    {
        Require(values.Find(Name(output)) < 0, "gives its result a name that is taken");
        Require(values.Count < OnnxLimits.Values, "is one too many for the limits");
        return values.Add(outputAt[output], outputLength[output], type, rank);
    }

    /// <summary>The numbers of a constant list that goes in, such as axes.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="room">Room for them.</param>
    public ReadOnlySpan<long> Integers(int input, Span<long> room)
    {
        int count = input < inputCount ? values.Integers(inputs[input], room) : -1;
        return count >= 0 ? room[..count] : throw Fault($"has no constant list of at most {room.Length} whole numbers as input {input + 1}");
    }

    /// <summary>An axis counted from the front.</summary>
    /// <param name="axis">Counted from the front, or from the back where it is negative.</param>
    /// <param name="rank">Dimensions that there are.</param>
    public int Axis(long axis, int rank) =>
        axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : throw Fault($"has axis {axis} where there are {rank} dimensions");

    /// <summary>Throws where something is not as it has to be.</summary>
    /// <exception cref="UserError">It is not.</exception>
    public void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw Fault(otherwise);
        }
    }

    /// <summary>A fault of this node, as a message of one line.</summary>
    public UserError Fault(string what) =>
        new($"{file}: node {(Outputs > 0 ? NameText.Quote(Name(0)) : "without a result")} ({OperatorTable.Name(Operator)}) {what}; {ModelFile.Remedy}");

    private ReadOnlySpan<byte> Name(int output) => model.AsSpan(outputAt[output], outputLength[output]);

    /// <summary>Operator and outputs come first: faults of the rest are told with them.</summary>
    private void ReadOperator(ProtobufReader message)
    {
        ReadOnlySpan<byte> type = default;
        int count = 0;
        while (message.Next())
        {
            switch (message.Field)
            {
                case OutputField:
                    if (count < OnnxLimits.Links)
                    {
                        (outputAt[count], outputLength[count]) = ((int)message.BytesOrigin, message.Bytes.Length);
                    }

                    count++;
                    break;
                case TypeField:
                    type = message.Bytes;
                    break;
                case DomainField when !message.Bytes.IsEmpty && !message.Bytes.SequenceEqual("ai.onnx"u8):
                    throw new UserError($"{file}: an operator of the domain {NameText.Quote(message.Bytes)}, and only those of ONNX itself are allowed; {ModelFile.Remedy}");
                case OverloadField when !message.Bytes.IsEmpty:
                    throw new UserError($"{file}: a function {NameText.Quote(message.Bytes)}, and only operators of ONNX itself are allowed; {ModelFile.Remedy}");
            }
        }

        if (!OperatorTable.TryFind(type, out var found))
        {
            throw new UserError($"{file}: the operator {NameText.Quote(type)}, which no model of 'ser train' has; {ModelFile.Remedy}");
        }

        Operator = found;
        Outputs = Math.Min(count, OnnxLimits.Links);
        Require(count <= OnnxLimits.Links, "has too many results");
        for (int i = 0; i < Outputs; i++)
        {
            Require(outputLength[i] is > 0 and <= OnnxLimits.NameBytes, "has a result without a name, or with too long a one");
        }
    }

    private void AddInput(ReadOnlySpan<byte> name)
    {
        Require(inputCount < OnnxLimits.Links, "has too many inputs");
        int value = name.IsEmpty ? -1 : values.Find(name);
        if (value < 0 && !name.IsEmpty)
        {
            throw Fault($"takes {NameText.Quote(name)}, which nothing before it makes");
        }

        inputs[inputCount++] = value;
    }
}
