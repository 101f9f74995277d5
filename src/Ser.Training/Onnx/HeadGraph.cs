using Ser.Inference;
using Ser.Training.Network;

namespace Ser.Training.Onnx;

/// <summary>The end of one network or of several as graph nodes: statistics over time → normalisation → dense layers → logits.</summary>
/// <param name="graph">Receives the nodes.</param>
/// <param name="plan">The layers of every member.</param>
/// <param name="channels">Channels of a member's sequence.</param>
/// <param name="members">What was trained.</param>
internal sealed class HeadGraph(OnnxGraph graph, NetworkPlan plan, int channels, IReadOnlyList<NetworkWeights> members)
{
    /// <summary>Builds the nodes.</summary>
    /// <param name="mean">clips × channels of all members.</param>
    /// <param name="deviation">The same.</param>
    /// <param name="temperature">What the logits are divided by.</param>
    /// <returns>Names of the logits (clips × classes) and of the embedding (clips × d).</returns>
    public (string Logits, string Embedding) Build(string mean, string deviation, double temperature) =>
        members.Count == 1 ? BuildOne(mean, deviation, temperature) : BuildMany(mean, deviation, temperature);

    private (string Logits, string Embedding) BuildOne(string mean, string deviation, double temperature)
    {
        string embedding = Normalised(
            ModelCard.EmbeddingOutput, graph.Node("statistics", "Concat", [mean, deviation], OnnxAttribute.Of("axis", 1)), 2 * channels);
        string last = plan.DenseUnits > 0 ? graph.Node("dense_output", "Relu", [Linear("dense_raw", embedding, "dense", 1)]) : embedding;
        return (Linear(ModelCard.LogitsOutput, last, "classes", 1 / temperature), embedding);
    }

    /// <summary>
    /// The verdict of several is the mean of their log-probabilities. That is the geometric mean of the probabilities, up to a factor: a member that excludes
    /// a class counts for more than one that doubts it.
    /// </summary>
    private (string Logits, string Embedding) BuildMany(string mean, string deviation, double temperature)
    {
        int count = members.Count;
        string shape = graph.Integers("member_shape", 0, count, channels);
        string[] apart = [graph.Node("member_mean", "Reshape", [mean, shape]), graph.Node("member_deviation", "Reshape", [deviation, shape])];
        string statistics = graph.Node("statistics", "Concat", apart, OnnxAttribute.Of("axis", 2));
        string normalised = Normalised("member_embedding", statistics, count, 2 * channels);
        string embedding = graph.Node(ModelCard.EmbeddingOutput, "Reshape", [normalised, graph.Integers("embedding_shape", 0, count * 2 * channels)]);

        string rows = graph.Node("member_rows", "Unsqueeze", [normalised, graph.Integers("member_axis", 2)]);
        string last = plan.DenseUnits > 0 ? graph.Node("dense_output", "Relu", [Product("dense_raw", rows, "dense")]) : rows;
        string verdicts = graph.Node("verdicts", "LogSoftmax", [Product("member_logits", last, "classes")], OnnxAttribute.Of("axis", 3));
        string together = graph.Node("verdict", "ReduceMean", [verdicts], OnnxAttribute.Of("axes", [1, 2]), OnnxAttribute.Of("keepdims", 0));
        return (graph.Node(ModelCard.LogitsOutput, "Mul", [together, graph.Scalar("sharpness", (float)(1 / temperature))]), embedding);
    }

    /// <summary>The last batch normalisation. It is not in the matrix behind it, because the normalised vector is an output of the file.</summary>
    private string Normalised(string output, string statistics, params ReadOnlySpan<int> shape)
    {
        var affine = members.Select(member => FoldedConvolution.Affine(member, "normalisation", NetworkGraph.BatchNormEpsilon)).ToArray();
        float[] scale = [.. affine.SelectMany(member => member.Scale).Select(value => (float)value)];
        float[] shift = [.. affine.SelectMany(member => member.Shift).Select(value => (float)value)];
        string scaled = graph.Node("statistics_scaled", "Mul", [statistics, graph.Constant("embedding_scale", scale, shape)]);
        return graph.Node(output, "Add", [scaled, graph.Constant("embedding_shift", shift, shape)]);
    }

    /// <summary>A dense layer of the only member. alpha and beta scale the result at no cost; 1 is their default.</summary>
    private string Linear(string output, string input, string layer, double scale)
    {
        int[] shape = ShapeOf(layer);
        return graph.Node(
            output, "Gemm",
            [input, graph.Constant($"{layer}.weight", members[0][$"{layer}.weight"], shape), graph.Constant($"{layer}.bias", members[0][$"{layer}.bias"], shape[0])],
            OnnxAttribute.Of("transB", 1), OnnxAttribute.Of("alpha", (float)scale), OnnxAttribute.Of("beta", (float)scale));
    }

    /// <summary>A dense layer of every member: clips × members × 1 × inputs times members × inputs × outputs.</summary>
    private string Product(string output, string input, string layer)
    {
        int[] shape = ShapeOf(layer);
        float[] turned = [.. members.SelectMany(member => Turned(member[$"{layer}.weight"], shape[0], shape[1]))];
        string product = graph.Node($"{output}_product", "MatMul", [input, graph.Constant($"{layer}.members", turned, members.Count, shape[1], shape[0])]);
        float[] bias = [.. members.SelectMany(member => member[$"{layer}.bias"])];
        return graph.Node(output, "Add", [product, graph.Constant($"{layer}.member_bias", bias, members.Count, 1, shape[0])]);
    }

    private int[] ShapeOf(string layer) => [.. members[0].ShapeOf($"{layer}.weight").Select(size => (int)size)];

    private static float[] Turned(float[] matrix, int rows, int columns) =>
        [.. Enumerable.Range(0, matrix.Length).Select(i => matrix[((i % rows) * columns) + (i / rows)])];
}
