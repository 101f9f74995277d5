using System.Buffers.Binary;

namespace Ser.Training.Onnx;

/// <summary>Finds a network's weights again in the constants of its graph: undoes what <see cref="FoldedConvolution"/> does.</summary>
internal static class FoldedWeights
{
    /// <summary>How the name of a kernel ends that a batch normalisation is folded into.</summary>
    public const string KernelName = ".convolution.weight";

    /// <summary>The values of a weight; null where they are not to be found.</summary>
    /// <param name="name">Its name in the network.</param>
    /// <param name="constant">The floats of a constant of the graph; null for none.</param>
    /// <param name="kept">Those that stand beside the graph.</param>
    public static float[]? Recover(string name, Func<string, float[]?> constant, Func<string, float[]?> kept)
    {
        if ((kept(name) ?? constant(name)) is { } whole)
        {
            return whole;
        }

        if (!name.EndsWith(KernelName, StringComparison.Ordinal))
        {
            return null;
        }

        string block = name[..^KernelName.Length];
        return constant($"{block}.kernel") is { } kernel && Scale(block, kept) is { } scale && scale.Length > 0 && kernel.Length % scale.Length == 0
            ? Unfold(kernel, scale, isTurned: constant($"{block}.signs") is not null)
            : null;
    }

    /// <summary>Floats of 32 bits, lowest byte first.</summary>
    public static float[] Floats(ReadOnlySpan<byte> bytes)
    {
        var floats = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < floats.Length; i++)
        {
            floats[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return floats;
    }

    /// <summary>What the normalisation of a block has multiplied its kernel by.</summary>
    private static double[]? Scale(string block, Func<string, float[]?> kept) =>
        kept($"{block}.normalisation.weight") is { } weight && kept($"{block}.normalisation.running_var") is { } variance && weight.Length == variance.Length
            ? [.. weight.Select((value, i) => value / Math.Sqrt(variance[i] + NetworkGraph.BatchNormEpsilon))]
            : null;

    private static float[] Unfold(float[] kernel, double[] scale, bool isTurned)
    {
        int perOutput = kernel.Length / scale.Length;
        return [.. kernel.Select((value, i) => (float)(value / (isTurned ? Math.Abs(scale[i / perOutput]) : scale[i / perOutput])))];
    }
}
