using Ser.Features;
using Ser.Training.Network;

namespace Ser.Training.Onnx;

/// <summary>
/// A network as graph nodes, from the same plan as the modules that were trained: the twin of <see cref="EmotionNetwork"/>.
/// </summary>
/// <param name="graph">Receives the nodes.</param>
/// <param name="features">The analysis.</param>
/// <param name="plan">The layers.</param>
/// <param name="weights">What was trained.</param>
/// <param name="prefix">Before all names, where a graph has several networks; empty for the only one.</param>
internal sealed class NetworkGraph(OnnxGraph graph, FeaturePlan features, NetworkPlan plan, NetworkWeights weights, string prefix = "")
{
    private const float BatchNormEpsilon = 1e-5f;   // torch's default, with which the network was trained

    /// <summary>Builds the nodes.</summary>
    /// <param name="inputs">What <see cref="InputGraph"/> makes for the branches.</param>
    /// <param name="valid">clips × 1 × frames.</param>
    /// <param name="scale">What the logits are multiplied by.</param>
    /// <returns>Names of the logits (clips × classes) and of the embedding (clips × d).</returns>
    public (string Logits, string Embedding) Build(IReadOnlyList<string> inputs, string valid, double scale = 1)
    {
        string[] ends = [.. plan.Branches.Select((branch, i) => Branch(branch, i, inputs[i]))];
        string all = ends.Length == 1 ? ends[0] : graph.Node(Name("all_branches"), "Concat", ends, OnnxAttribute.Of("axis", 1));
        string sequence = graph.Node(Name("sequence"), "Squeeze", [all, graph.Integers(Name("squeezed_axis"), 2)]);
        string embedding = Normalised(Pool(sequence, valid));
        string last = plan.DenseUnits > 0 ? graph.Node(Name("dense_output"), "Relu", [Linear("dense_raw", embedding, "dense", 1)]) : embedding;
        return (Linear("logits", last, "classes", scale), embedding);
    }

    private string Branch(BranchPlan branch, int index, string input)
    {
        string path = $"branches.{index}";
        string x = branch.IsPicture ? input : graph.Node(Name($"{path}.input"), "Unsqueeze", [input, graph.Integers(Name($"{path}.height_axis"), 2)]);
        var steps = branch.StepsOver(plan.FinerSteps);
        for (int i = 0; i < branch.Blocks.Count; i++)
        {
            x = Block(x, $"{path}.blocks.{i}", branch.Blocks[i], steps[i]);
        }

        int height = branch.HeightLeft(features);
        if (height > 1)
        {
            x = graph.Node(Name($"{path}.flat"), "Reshape", [x, graph.Integers(Name($"{path}.flat_shape"), 0, branch.Blocks[^1].Channels * height, 1, -1)]);
        }

        return branch.Outputs > 0 ? Block(x, $"{path}.mix", Network.Branch.MixPlan(branch), new TimeSteps(1, 1, 1)) : x;
    }

    /// <summary>A dense layer. alpha and beta scale the result at no cost; 1 is their default.</summary>
    private string Linear(string output, string input, string layer, double scale) => graph.Node(
        Name(output), "Gemm", [input, Weight($"{layer}.weight"), Weight($"{layer}.bias")],
        OnnxAttribute.Of("transB", 1), OnnxAttribute.Of("alpha", (float)scale), OnnxAttribute.Of("beta", (float)scale));

    private string Name(string name) => prefix + name;

    /// <summary>The last batch normalisation. It is not in the matrix behind it, because the normalised vector is an output of the file.</summary>
    private string Normalised(string statistics)
    {
        var (scale, shift) = FoldedConvolution.Affine(weights, "normalisation", BatchNormEpsilon);
        string scaled = graph.Node(Name("statistics_scaled"), "Mul", [statistics, graph.Constant(Name("embedding_scale"), ToSingle(scale), scale.Length)]);
        return graph.Node(Name("embedding"), "Add", [scaled, graph.Constant(Name("embedding_shift"), ToSingle(shift), shift.Length)]);

        static float[] ToSingle(double[] values) => [.. values.Select(value => (float)value)];
    }

    /// <summary>
    /// A block of the plan. Normalisation is in the kernel, and the largest of rectified values is the rectified largest, so
    /// convolution, ReLU and pooling are left; ONNX Runtime joins the first two.
    /// </summary>
    private string Block(string input, string name, ConvolutionPlan block, TimeSteps steps)
    {
        Window kernel = block.Kernel, pool = block.Pool;
        bool pools = pool != (1, 1);
        int beside = kernel.Width / 2 * steps.Dilation;
        var folded = FoldedConvolution.Of(weights, name, pools, BatchNormEpsilon);
        string output = Name($"{name}.output");
        string x = graph.Node(
            Name($"{name}.convolved"), "Conv",
            [input, graph.Constant(Name($"{name}.kernel"), folded.Kernel, folded.Shape), graph.Constant(Name($"{name}.bias"), folded.Bias, folded.Bias.Length)],
            OnnxAttribute.Of("strides", [block.Stride.Height, steps.Stride]), OnnxAttribute.Of("dilations", [1, steps.Dilation]),
            OnnxAttribute.Of("pads", [kernel.Height / 2, beside, kernel.Height / 2, beside]));
        if (!pools)
        {
            return graph.Node(output, "Relu", [x]);
        }

        if (folded.Signs is null)
        {
            return MaxPool(output, graph.Node(Name($"{name}.rectified"), "Relu", [x]), pool, steps.PoolStep);
        }

        int channels = folded.Bias.Length;
        string turned = graph.Node(
            Name($"{name}.turned"), "Conv",
            [
                MaxPool(Name($"{name}.pooled"), x, pool, steps.PoolStep), graph.Constant(Name($"{name}.signs"), folded.Signs, channels, 1, 1, 1),
                graph.Constant(Name($"{name}.shift"), folded.Shift!, channels),
            ],
            OnnxAttribute.Of("group", channels));
        return graph.Node(output, "Relu", [turned]);
    }

    private string MaxPool(string output, string input, Window pool, int step) => graph.Node(
        output, "MaxPool", [input],
        OnnxAttribute.Of("kernel_shape", [pool.Height, pool.Width]),
        OnnxAttribute.Of("strides", [pool.Height, step]),
        OnnxAttribute.Of("pads", [0, 0, 0, pool.Width - step]),
        OnnxAttribute.Of("ceil_mode", 1));

    /// <summary>Weighted mean and deviation over time, as <see cref="AttentivePooling"/> does it.</summary>
    private string Pool(string sequence, string valid)
    {
        int reduction = plan.ReductionOf(training: false);
        string share = graph.Node(
            Name("speech_share"), "AveragePool", [valid],
            OnnxAttribute.Of("kernel_shape", [reduction]), OnnxAttribute.Of("strides", [reduction]), OnnxAttribute.Of("ceil_mode", 1));
        string presence = graph.Node(
            Name("presence"), "Log", [graph.Node(Name("share_lifted"), "Add", [share, graph.Scalar(Name("share_floor"), AttentivePooling.ShareFloor)])]);
        string attention = graph.Node(Name("attention"), "Softmax", [Scores(sequence, presence)], OnnxAttribute.Of("axis", 2));

        string time = graph.Integers(Name("steps_axis"), 2);
        string weighted = graph.Node(Name("weighted"), "Mul", [attention, sequence]);
        OnnxAttribute dropTime = OnnxAttribute.Of("keepdims", 0);
        string mean = graph.Node(Name("mean"), "ReduceSum", [weighted, time], dropTime);
        string meanOfSquares = graph.Node(Name("mean_of_squares"), "ReduceSum", [graph.Node(Name("weighted_squares"), "Mul", [weighted, sequence]), time], dropTime);
        string variance = graph.Node(Name("variance"), "Sub", [meanOfSquares, graph.Node(Name("mean_squared"), "Mul", [mean, mean])]);
        string floored = graph.Node(Name("variance_floored"), "Max", [variance, graph.Scalar(Name("variance_floor"), AttentivePooling.VarianceFloor)]);
        return graph.Node(Name("statistics"), "Concat", [mean, graph.Node(Name("deviation"), "Sqrt", [floored])], OnnxAttribute.Of("axis", 1));
    }

    private string Scores(string sequence, string presence)
    {
        if (plan.AttentionUnits == 0)
        {
            return presence;
        }

        string hidden = graph.Node(Name("hidden"), "Tanh", [PointConvolution("hidden_raw", sequence, "pooling.hidden")]);
        return graph.Node(Name("scores"), "Add", [PointConvolution("scores_raw", hidden, "pooling.scores"), presence]);
    }

    private string PointConvolution(string name, string input, string layer) =>
        graph.Node(Name(name), "Conv", [input, Weight($"{layer}.weight"), Weight($"{layer}.bias")]);

    private string Weight(string name) => graph.Constant(Name(name), weights[name], [.. weights.ShapeOf(name).Select(size => (int)size)]);
}
