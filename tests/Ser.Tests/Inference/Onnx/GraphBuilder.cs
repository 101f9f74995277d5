using System.Runtime.InteropServices;

namespace Ser.Tests.Inference.Onnx;

/// <summary>Writes ONNX files for tests: sound ones, and, given pieces of protobuf, such as nobody should read.</summary>
internal sealed class GraphBuilder
{
    private readonly List<byte[]> graph = [];

    public string Floats(string name, float[] values, params int[] shape) =>
        Constant(name, 1, MemoryMarshal.AsBytes<float>(values).ToArray(), shape);

    public string Integers(string name, params long[] values) =>
        Constant(name, 7, MemoryMarshal.AsBytes<long>(values).ToArray(), values.Length);

    public string Integer(string name, long value) => Constant(name, 7, BitConverter.GetBytes(value));

    public string Constant(string name, int type, byte[] raw, params int[] shape)
    {
        Add(Proto.Field(5, [.. shape.Select(size => Proto.Number(1, size)), Proto.Number(2, type), Proto.Text(8, name), Proto.Field(9, raw)]));
        return name;
    }

    public string Node(string output, string type, string[] inputs, params byte[][] attributes)
    {
        Node([output], type, inputs, attributes);
        return output;
    }

    public void Node(string[] outputs, string type, string[] inputs, params byte[][] attributes) => Add(Proto.Field(
        1,
        [
            .. inputs.Select(name => Proto.Text(1, name)), .. outputs.Select(name => Proto.Text(2, name)), Proto.Text(3, outputs[0]), Proto.Text(4, type), .. attributes,
        ]));

    public static byte[] Attribute(string name, long value) => Proto.Field(5, Proto.Text(1, name), Proto.Number(3, value), Proto.Number(20, 2));

    public static byte[] Attribute(string name, float value) => Proto.Field(5, Proto.Text(1, name), Proto.Single(2, value), Proto.Number(20, 1));

    public static byte[] Attribute(string name, string value) => Proto.Field(5, Proto.Text(1, name), Proto.Text(4, value), Proto.Number(20, 3));

    public static byte[] Attribute(string name, long[] values) =>
        Proto.Field(5, [Proto.Text(1, name), .. values.Select(value => Proto.Number(8, value)), Proto.Number(20, 7)]);

    /// <summary>An input (field 11) or output (12) of floats; a text is a free size.</summary>
    public void Port(int field, string name, params object[] shape) => Add(Proto.Field(field, Proto.Text(1, name), Proto.Field(2, Proto.Field(1, Proto.Number(1, 1), Proto.Field(
        2, [.. shape.Select(size => Proto.Field(1, size is string free ? Proto.Text(2, free) : Proto.Number(1, Convert.ToInt64(size))))])))));

    /// <summary>Any field of GraphProto.</summary>
    public void Add(byte[] field) => graph.Add(field);

    /// <summary>The file.</summary>
    /// <param name="card">Text under the key "ser"; null for none.</param>
    /// <param name="opset">Version of the operators.</param>
    /// <param name="ir">Version of the format.</param>
    /// <param name="more">Further fields of ModelProto, before the graph.</param>
    public byte[] File(string? card, long opset = 17, long ir = 8, params byte[][] more) => Proto.Join(
        Proto.Number(1, ir),
        Proto.Join(more),
        Proto.Field(7, [.. graph, Proto.Text(2, "test")]),
        Proto.Field(8, Proto.Text(1, ""), Proto.Number(2, opset)),
        card is null ? [] : Proto.Field(14, Proto.Text(1, "ser"), Proto.Text(2, card)));
}
