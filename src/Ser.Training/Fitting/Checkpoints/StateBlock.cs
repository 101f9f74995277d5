using System.Runtime.InteropServices;

namespace Ser.Training.Fitting.Checkpoints;

/// <summary>A named array in a file of state.</summary>
/// <param name="Name">Its name, unlike any other of the file.</param>
/// <param name="Type">What its numbers are, in the words of safetensors: F32, U64 or U8.</param>
/// <param name="Shape">Its extents; their product is the count of numbers.</param>
/// <param name="Bytes">The numbers, row by row, little-endian.</param>
internal sealed record StateBlock(string Name, string Type, IReadOnlyList<long> Shape, byte[] Bytes)
{
    /// <summary>An array of floats.</summary>
    public static StateBlock Of(string name, long[] shape, float[] values) => new(name, "F32", shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    /// <summary>Bytes.</summary>
    public static StateBlock Of(string name, byte[] values) => new(name, "U8", [values.Length], values);

    /// <summary>An array of whole numbers.</summary>
    public static StateBlock Of(string name, ulong[] values) => new(name, "U64", [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    /// <summary>The numbers as floats.</summary>
    public float[] Floats() => MemoryMarshal.Cast<byte, float>(Bytes).ToArray();

    /// <summary>The numbers as whole ones.</summary>
    public ulong[] Whole() => MemoryMarshal.Cast<byte, ulong>(Bytes).ToArray();
}
