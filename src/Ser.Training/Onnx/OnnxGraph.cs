using System.Runtime.InteropServices;
using Ser.Inference.Onnx;

namespace Ser.Training.Onnx;

/// <summary>Builds an ONNX model node by node; every method returns the name of what it makes.</summary>
/// <remarks>Field numbers are those of onnx.proto. Opset 13 is the first in which the operators used have the form that they have here, IR version 7 its partner; up to 17 they mean the same.</remarks>
internal sealed class OnnxGraph(string name)
{
    private const int IrVersion = 7, Opset = 13, FloatType = 1, Int64Type = 7;

    private readonly ProtobufWriter graph = new();
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, float[]> floats = new(StringComparer.Ordinal);

    /// <summary>A constant of 32-bit floats.</summary>
    public string Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        floats[name] = values.ToArray();
        return Constant(name, FloatType, MemoryMarshal.AsBytes(values), shape);
    }

    /// <summary>The values of a constant of floats that stands in the graph; null where there is none of the name.</summary>
    public float[]? FloatsOf(string name) => floats.GetValueOrDefault(name);

    /// <summary>A single float.</summary>
    public string Scalar(string name, float value) => Constant(name, [value], []);

    /// <summary>A list of whole numbers, as axes and sizes are given.</summary>
    public string Integers(string name, params ReadOnlySpan<long> values) =>
        Constant(name, Int64Type, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>A single whole number.</summary>
    public string Constant(string name, long value) => Constant(name, Int64Type, MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value)), []);

    /// <summary>A node with one output.</summary>
    /// <param name="output">Name of the output; has to be new.</param>
    /// <param name="type">Operator, such as "Conv".</param>
    /// <param name="inputs">Names of its inputs.</param>
    /// <param name="attributes">Its attributes.</param>
    public string Node(string output, string type, string[] inputs, params OnnxAttribute[] attributes)
    {
        Node([output], type, inputs, attributes);
        return output;
    }

    /// <summary>A node with several outputs.</summary>
    public void Node(string[] outputs, string type, string[] inputs, params OnnxAttribute[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        foreach (string output in outputs)
        {
            node.Text(2, New(output));
        }

        node.Text(3, outputs[0]).Text(4, type);
        foreach (var attribute in attributes)
        {
            node.Message(5, attribute.ToMessage());
        }

        graph.Message(1, node);
    }

    /// <summary>A float input of the graph; a text is the name of a free dimension.</summary>
    public string Input(string name, params object[] shape)
    {
        graph.Message(11, ValueInfo(New(name), shape));
        return name;
    }

    /// <summary>Makes a value an output of the graph.</summary>
    public void Output(string name, params object[] shape) => graph.Message(12, ValueInfo(name, shape));

    /// <summary>The whole file.</summary>
    /// <param name="producer">Program that wrote it.</param>
    /// <param name="version">Its version.</param>
    /// <param name="metadata">Pairs that any reader can look up.</param>
    public byte[] ToFile(string producer, string version, params ReadOnlySpan<(string Key, string Value)> metadata)
    {
        var model = new ProtobufWriter()
            .Number(1, IrVersion)
            .Text(2, producer)
            .Text(3, version)
            .Message(7, graph.Text(2, name))
            .Message(8, new ProtobufWriter().Text(1, "").Number(2, Opset));
        foreach (var (key, value) in metadata)
        {
            model.Message(14, new ProtobufWriter().Text(1, key).Text(2, value));
        }

        return model.ToArray();
    }

    private string Constant(string name, int type, ReadOnlySpan<byte> content, ReadOnlySpan<int> shape)
    {
        var tensor = new ProtobufWriter();
        foreach (int size in shape)
        {
            tensor.Number(1, size);
        }

        graph.Message(5, tensor.Number(2, type).Text(8, New(name)).Block(9, content));
        return name;
    }

    private static ProtobufWriter ValueInfo(string name, object[] shape)
    {
        var dimensions = new ProtobufWriter();
        foreach (object size in shape)
        {
            var dimension = new ProtobufWriter();
            dimensions.Message(1, size is string free ? dimension.Text(2, free) : dimension.Number(1, Convert.ToInt64(size)));
        }

        var tensor = new ProtobufWriter().Number(1, FloatType).Message(2, dimensions);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }

    private string New(string name) =>
        names.Add(name) ? name : throw new ArgumentException($"'{name}' stands in the graph already", nameof(name));
}
