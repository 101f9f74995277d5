namespace Ser.Tests.Cli;

/// <summary>An ONNX file that another program could have written.</summary>
internal static class OnnxFile
{
    /// <summary>ir_version 8, opset 17, and a graph "g" that passes x on as y.</summary>
    public static byte[] Identity()
    {
        byte[] node = [.. Text(1, "x"), .. Text(2, "y"), .. Text(4, "Identity")];
        byte[] graph = [.. Bytes(1, node), .. Text(2, "g"), .. Bytes(11, Vector("x")), .. Bytes(12, Vector("y"))];
        return [.. Number(1, 8), .. Bytes(7, graph), .. Bytes(8, Number(2, 17))];
    }

    /// <summary>A named float tensor of shape [1].</summary>
    private static byte[] Vector(string name)
    {
        byte[] shape = Bytes(1, Number(1, 1));
        byte[] tensor = [.. Number(1, 1), .. Bytes(2, shape)];
        return [.. Text(1, name), .. Bytes(2, Bytes(1, tensor))];
    }

    private static byte[] Number(int field, byte value) => [(byte)(field << 3), value];

    private static byte[] Text(int field, string text) => Bytes(field, System.Text.Encoding.ASCII.GetBytes(text));

    /// <summary>Protocol buffers: the field's number and kind, the length (below 128 here), the content.</summary>
    private static byte[] Bytes(int field, byte[] content) => [(byte)((field << 3) | 2), checked((byte)content.Length), .. content];
}
