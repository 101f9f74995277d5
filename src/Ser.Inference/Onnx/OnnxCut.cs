using System.Text;

namespace Ser.Inference.Onnx;

/// <summary>Cuts a graph in two and keeps the half behind the cut: values within it become inputs, and what is no longer needed goes.</summary>
/// <remarks>
/// Works on the file's own bytes, so that what stays is the same to the bit. Field numbers are those of onnx.proto. The graph's nodes stand in
/// the order in which they are computed, as ONNX demands; so one walk from the last to the first finds what the outputs need.
/// </remarks>
internal static class OnnxCut
{
    private const int ModelIrVersion = 1, ModelVersion = 5, ModelGraph = 7, ModelMetadata = 14;
    private const int GraphNode = 1, GraphInitializer = 5, GraphInput = 11, GraphValueInfo = 13;
    private const int NodeInput = 1, NodeOutput = 2, TensorName = 8;

    /// <summary>Cuts a model.</summary>
    /// <param name="model">A whole model file.</param>
    /// <param name="inputs">The new inputs: ValueInfoProto messages.</param>
    /// <param name="nodes">Nodes that lead from them to the values at which the graph is cut: NodeProto messages.</param>
    /// <param name="initializers">Constants of these nodes: TensorProto messages.</param>
    /// <param name="values">The values that are given from outside or by the new nodes.</param>
    /// <returns>The file of the rest, its metadata at the end.</returns>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model, or a value is not in its graph.</exception>
    public static byte[] Behind(
        ReadOnlySpan<byte> model, IReadOnlyList<ProtobufWriter> inputs, IReadOnlyList<ProtobufWriter> nodes,
        IReadOnlyList<ProtobufWriter> initializers, IReadOnlyCollection<string> values)
    {
        ProtobufWriter head = new(), tail = new();
        var fields = new ProtobufReader(model, origin: 0);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case ModelGraph:
                    head.Message(ModelGraph, CutGraph(fields.Bytes, fields.BytesOrigin, inputs, nodes, initializers, values));
                    break;
                case ModelMetadata:
                    tail.Block(ModelMetadata, fields.Bytes);
                    break;
                case ModelIrVersion or ModelVersion:   // the only numbers; all else is a text or a message
                    head.Number(fields.Field, (long)fields.Number);
                    break;
                default:
                    head.Block(fields.Field, fields.Bytes);
                    break;
            }
        }

        return [.. head.ToArray(), .. tail.ToArray()];
    }

    /// <summary>Whether a node of the graph makes a value.</summary>
    /// <param name="model">A whole model file.</param>
    /// <param name="value">Its name.</param>
    public static bool Makes(ReadOnlySpan<byte> model, string value)
    {
        var fields = new ProtobufReader(model, origin: 0);
        while (fields.Next())
        {
            if (fields.Field != ModelGraph)
            {
                continue;
            }

            var nodes = new ProtobufReader(fields.Bytes, fields.BytesOrigin);
            while (nodes.Next())
            {
                if (nodes.Field == GraphNode && Texts(nodes, NodeOutput).Contains(value))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ProtobufWriter CutGraph(
        ReadOnlySpan<byte> graph, long origin, IReadOnlyList<ProtobufWriter> inputs, IReadOnlyList<ProtobufWriter> nodes,
        IReadOnlyList<ProtobufWriter> initializers, IReadOnlyCollection<string> values)
    {
        var (needed, keeps) = Needed(graph, origin, values);
        var rest = new ProtobufWriter();
        foreach (var node in nodes)
        {
            rest.Message(GraphNode, node);
        }

        int index = 0;
        var fields = new ProtobufReader(graph, origin);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case GraphNode when !keeps[index++]:
                case GraphInitializer when !needed.Contains(Texts(fields, TensorName)[0]):
                case GraphInput:
                case GraphValueInfo:
                    break;
                default:
                    rest.Block(fields.Field, fields.Bytes);
                    break;
            }
        }

        foreach (var initializer in initializers)
        {
            rest.Message(GraphInitializer, initializer);
        }

        foreach (var input in inputs)
        {
            rest.Message(GraphInput, input);
        }

        return rest;
    }

    /// <summary>What the outputs need of the graph when the values are given: names, and which of the nodes.</summary>
    private static (HashSet<string> Names, bool[] Keeps) Needed(ReadOnlySpan<byte> graph, long origin, IReadOnlyCollection<string> values)
    {
        const int graphOutput = 12, valueName = 1;
        List<(string[] Inputs, string[] Outputs)> nodes = [];
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var fields = new ProtobufReader(graph, origin);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case GraphNode:
                    nodes.Add((Texts(fields, NodeInput), Texts(fields, NodeOutput)));
                    break;
                case graphOutput:
                    needed.UnionWith(Texts(fields, valueName));
                    break;
            }
        }

        var made = nodes.SelectMany(node => node.Outputs).ToHashSet(StringComparer.Ordinal);
        if (values.FirstOrDefault(value => !made.Contains(value)) is { } missing)
        {
            throw new InvalidDataException($"no node makes '{missing}'");
        }

        var keeps = new bool[nodes.Count];
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            keeps[i] = nodes[i].Outputs.Any(output => needed.Contains(output) && !values.Contains(output));
            if (keeps[i])
            {
                needed.UnionWith(nodes[i].Inputs);
            }
        }

        return (needed, keeps);
    }

    /// <summary>The texts of one field of the message that a reader stands at; at least one, empty where there is none.</summary>
    private static string[] Texts(ProtobufReader at, int field)
    {
        List<string> texts = [];
        var fields = new ProtobufReader(at.Bytes, at.BytesOrigin);
        while (fields.Next())
        {
            if (fields.Field == field)
            {
                texts.Add(Encoding.UTF8.GetString(fields.Bytes));
            }
        }

        return texts is [] ? [""] : [.. texts];
    }
}
