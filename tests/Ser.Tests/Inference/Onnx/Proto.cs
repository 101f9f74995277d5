using System.Text;

namespace Ser.Tests.Inference.Onnx;

/// <summary>Protobuf by hand, so that tests can write what no careful writer would.</summary>
internal static class Proto
{
    /// <summary>A block: text, bytes or a message.</summary>
    public static byte[] Field(int field, params byte[][] parts)
    {
        byte[] content = Join(parts);
        return [.. Varint(((ulong)field << 3) | 2), .. Varint((ulong)content.Length), .. content];
    }

    public static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    public static byte[] Number(int field, long value) => [.. Varint((ulong)field << 3), .. Varint((ulong)value)];

    public static byte[] Single(int field, float value) => [.. Varint(((ulong)field << 3) | 5), .. BitConverter.GetBytes(value)];

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    public static byte[] Varint(ulong value) => value < 0x80 ? [(byte)value] : [(byte)(value | 0x80), .. Varint(value >> 7)];
}
