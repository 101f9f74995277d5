namespace Ser.Training.Onnx;

/// <summary>Cuts a signal into blocks, as graph nodes.</summary>
internal static class BlockCut
{
    /// <summary>clips × 1 × n → clips × samples of a block × blocks. A convolution that picks samples pads, cuts and transposes in one go.</summary>
    /// <param name="graph">Receives the nodes.</param>
    /// <param name="blocks">How it is cut.</param>
    /// <param name="signal">clips × 1 × n.</param>
    /// <param name="name">Of the result.</param>
    /// <param name="behind">Zeros behind the signal.</param>
    public static string Build(OnnxGraph graph, BlockPlan blocks, string signal, string name, int behind)
    {
        var picks = new float[blocks.Block * blocks.Block];
        for (int i = 0; i < blocks.Block; i++)
        {
            picks[(i * blocks.Block) + i] = 1;
        }

        return PerBlock(graph, blocks, signal, name, graph.Constant($"{name}_picks", picks, blocks.Block, 1, blocks.Block), behind);
    }

    /// <summary>Values of every block: one for each kernel.</summary>
    public static string PerBlock(OnnxGraph graph, BlockPlan blocks, string signal, string name, string kernels, int behind) => graph.Node(
        name, "Conv", [signal, kernels],
        OnnxAttribute.Of("strides", [blocks.Block]), OnnxAttribute.Of("pads", [blocks.Before, behind]));
}
