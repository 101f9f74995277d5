using Ser.Core;

namespace Ser.Inference.Onnx;

/// <summary>
/// Walks a graph and follows the sizes of everything in it, so that native code never meets an operator, an attribute or a size
/// that could make it fail or take the machine's memory.
/// </summary>
/// <remarks>
/// Sizes are followed at three lengths of the sound: one sample, an odd number of them, and 2³⁰. No rule grows faster in between
/// than towards its end, so what holds for all three holds for every length.
/// </remarks>
internal sealed class GraphCheck
{
    // Fields of GraphProto in onnx.proto.
    private const int NodeField = 1, InitializerField = 5, InputField = 11, OutputField = 12, ValueInfoField = 13, QuantizationField = 14, SparseField = 15;

    private static readonly long[] Lengths = [1, 20_011, (1 << 30) + 12_345];

    private readonly byte[] model;
    private readonly string file;
    private readonly OnnxEnvelope envelope;
    private readonly GraphValues values;
    private readonly GraphNode node;
    private readonly ShapeRules rules;
    private readonly List<GraphPort> inputs = [], outputs = [];
    private readonly int[] operators = new int[OperatorTable.Count];
    private readonly long[] elements = new long[GraphValues.Probes], operations = new long[GraphValues.Probes];
    private long numbers;
    private int nodes;

    private GraphCheck(byte[] model, string file, OnnxEnvelope envelope)
    {
        this.model = model;
        this.file = file;
        this.envelope = envelope;
        values = new GraphValues(model);
        node = new GraphNode(model, file, values);
        rules = new ShapeRules(node, values);
    }

    /// <summary>Checks the graph of a file.</summary>
    /// <param name="model">The file's bytes.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="envelope">Where the graph stands.</param>
    /// <exception cref="UserError">Something in it is not as a model of ours has it.</exception>
    /// <exception cref="InvalidDataException">It is no protobuf.</exception>
    public static GraphSummary Run(byte[] model, string file, OnnxEnvelope envelope)
    {
        var check = new GraphCheck(model, file, envelope);
        check.ReadInputsAndConstants();
        check.ReadNodes();
        check.CheckOutputs();
        return new GraphSummary(check.inputs, check.outputs, check.operators, check.nodes, check.numbers);
    }

    private ProtobufReader Graph => new(model.AsSpan(envelope.GraphAt, envelope.GraphLength), envelope.GraphAt);

    /// <summary>What has no node: it may stand anywhere in the file, also behind the nodes that use it.</summary>
    private void ReadInputsAndConstants()
    {
        var fields = Graph;
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case InitializerField:
                    AddConstant(fields.Inner);
                    break;
                case InputField:
                    AddInput(GraphPort.Read(fields.Inner, file));
                    break;
                case OutputField:
                    outputs.Add(outputs.Count < OnnxLimits.Ports ? GraphPort.Read(fields.Inner, file) : throw Fault("too many outputs"));
                    break;
                case ValueInfoField or QuantizationField or SparseField:
                    throw Fault("its graph holds sparse or quantised constants, or notes on inner values, which no model of 'ser train' has");
            }
        }

        if (inputs.Count == 0 || outputs.Count == 0)
        {
            throw Fault("its graph has no input or no output");
        }
    }

    private void AddConstant(ProtobufReader message)
    {
        Span<long> shape = stackalloc long[OnnxLimits.Rank];
        var constant = GraphConstant.Read(message, file, shape, out int rank);
        int value = Add(constant.NameAt, constant.NameLength, constant.Type, rank);
        values.SetData(value, constant.DataAt, constant.DataLength);
        for (int probe = 0; probe < GraphValues.Probes; probe++)
        {
            shape[..rank].CopyTo(values.Shape(value, probe));
        }

        numbers += constant.Type == ElementType.Float ? constant.Numbers : 0;
    }

    /// <summary>The first size is the number of clips, any other free one grows with the sound.</summary>
    private void AddInput(GraphPort port)
    {
        if (inputs.Count == OnnxLimits.Ports || port.Rank is < 2 or > 4 || port.Sizes[0] != GraphPort.Free)
        {
            throw port.Fault("is not made of any number of clips with their samples or features");
        }

        inputs.Add(port);
        int value = Add(port.NameAt, port.NameLength, ElementType.Float, port.Rank);
        for (int i = 1; i < port.Rank; i++)
        {
            if (port.Parameters[i].Length > 0 && port.Parameters[i] == port.Parameters[0])
            {
                throw port.Fault("says that there are as many clips as samples");
            }
        }

        for (int probe = 0; probe < GraphValues.Probes; probe++)
        {
            var shape = values.Shape(value, probe);
            shape[0] = 1;
            for (int i = 1; i < port.Rank; i++)
            {
                shape[i] = port.Sizes[i] == GraphPort.Free ? Lengths[probe] : port.Sizes[i];
            }
        }
    }

    private int Add(int nameAt, int nameLength, ElementType type, int rank)
    {
        var name = model.AsSpan(nameAt, nameLength);
        return values.Count < OnnxLimits.Values && values.Find(name) < 0
            ? values.Add(nameAt, nameLength, type, rank)
            : throw Fault($"too many values in its graph, or two that are called {NameText.Quote(name)}");
    }

    private void ReadNodes()
    {
        bool takesSamples = inputs.Count == 1 && inputs[0].Rank == 2;
        long unit = takesSamples ? 1 : OnnxLimits.SamplesPerFrame;
        var fields = Graph;
        while (fields.Next())
        {
            if (fields.Field != NodeField)
            {
                continue;
            }

            if (++nodes > OnnxLimits.Nodes)
            {
                throw Fault($"more than {OnnxLimits.Nodes} nodes");
            }

            node.Read(fields.Inner);
            operators[(int)node.Operator]++;
            AddResults(unit);
        }
    }

    private void AddResults(long unit)
    {
        Span<long> shapes = stackalloc long[GraphValues.Probes * OnnxLimits.Rank];
        var type = rules.ResultType();
        int rank = 0;
        for (int output = 0; output < node.Outputs; output++)
        {
            for (int probe = 0; probe < GraphValues.Probes; probe++)
            {
                var shape = shapes.Slice(probe * OnnxLimits.Rank, OnnxLimits.Rank);
                var cost = new Cost(0, 1);
                rank = output == 0 ? rules.Result(probe, shape, out cost) : rules.Result(probe, shape, output);
                Spend(probe, SizeMath.Product(shape[..rank]), cost, unit * Lengths[probe]);
            }

            int value = node.Add(output, type, rank);
            for (int probe = 0; probe < GraphValues.Probes; probe++)
            {
                shapes.Slice(probe * OnnxLimits.Rank, rank).CopyTo(values.Shape(value, probe));
            }
        }
    }

    private void Spend(int probe, long size, Cost cost, long samples)
    {
        elements[probe] = SizeMath.Plus(elements[probe], SizeMath.Plus(size, cost.Workspace));
        operations[probe] = SizeMath.Plus(operations[probe], SizeMath.Times(size, cost.PerNumber));
        node.Require(elements[probe] <= OnnxLimits.Elements + SizeMath.Times(OnnxLimits.ElementsPerSample, samples), "brings the graph to more memory than is allowed");
        node.Require(operations[probe] <= OnnxLimits.Operations + SizeMath.Times(OnnxLimits.OperationsPerSample, samples), "brings the graph to more work than is allowed");
    }

    /// <summary>Outputs are clips × a fixed number, and the graph makes them so.</summary>
    private void CheckOutputs()
    {
        foreach (var port in outputs)
        {
            int value = values.Find(model.AsSpan(port.NameAt, port.NameLength));
            if (value < 0 || values.Type(value) != ElementType.Float)
            {
                throw port.Fault("is made by no node");
            }

            if (port.Rank != 2 || values.Rank(value) != 2 || port.Sizes[0] != GraphPort.Free || port.Sizes[1] == GraphPort.Free
                || (port.Parameters[0].Length > 0 && port.Parameters[0] != inputs[0].Parameters[0]))
            {
                throw port.Fault($"is {port.ShapeText()} instead of clips × a fixed number");
            }

            for (int probe = 0; probe < GraphValues.Probes; probe++)
            {
                var shape = values.Shape(value, probe);
                if (shape[0] != 1 || shape[1] != port.Sizes[1])
                {
                    throw port.Fault($"is declared as {port.ShapeText()} and computed as {shape[0]} × {shape[1]} for one clip");
                }
            }
        }
    }

    private UserError Fault(string what) => new($"{file}: {what}; {ModelFile.Remedy}");
}
