using Ser.Features;
using Ser.Training.Network;

namespace Ser.Training.Onnx;

/// <summary>
/// One network or several of the same plan as graph nodes: the twin of <see cref="EmotionNetwork"/>.
/// </summary>
/// <remarks>
/// The members of an ensemble stand side by side in the channels: where they look at the same input, one convolution has the kernels of all; behind it each
/// group of channels is convolved by itself. So a graph of five has as many nodes as a graph of one, and a program that opens it starts as fast.
/// </remarks>
/// <param name="graph">Receives the nodes.</param>
/// <param name="features">The analysis.</param>
/// <param name="plan">The layers of every member.</param>
/// <param name="members">What was trained, at least one.</param>
internal sealed class NetworkGraph(OnnxGraph graph, FeaturePlan features, NetworkPlan plan, IReadOnlyList<NetworkWeights> members)
{
    /// <summary>torch's default, with which the network was trained.</summary>
    internal const float BatchNormEpsilon = 1e-5f;

    /// <summary>Builds the nodes.</summary>
    /// <param name="inputs">What <see cref="InputGraph"/> makes for the branches.</param>
    /// <param name="valid">clips × 1 × frames.</param>
    /// <param name="temperature">What the logits, or the mean of the members' log-probabilities, are divided by.</param>
    /// <returns>Names of the logits (clips × classes) and of the embedding (clips × d, member after member).</returns>
    public (string Logits, string Embedding) Build(IReadOnlyList<string> inputs, string valid, double temperature = 1)
    {
        string[] ends = [.. plan.Branches.Select((branch, i) => Branch(branch, i, inputs[i]))];
        var (mean, deviation) = Pool(Sequence(ends), valid);
        return new HeadGraph(graph, plan, plan.Channels(features), members).Build(mean, deviation, temperature);
    }

    private string Branch(BranchPlan branch, int index, string input)
    {
        string path = $"branches.{index}";
        string x = branch.IsPicture ? input : graph.Node($"{path}.input", "Unsqueeze", [input, graph.Integers($"{path}.height_axis", 2)]);
        var steps = branch.StepsOver(plan.FinerSteps);
        for (int i = 0; i < branch.Blocks.Count; i++)
        {
            x = Block(x, $"{path}.blocks.{i}", branch.Blocks[i], steps[i], groups: i == 0 ? 1 : members.Count);
        }

        int height = branch.HeightLeft(features);
        if (height > 1)
        {
            x = graph.Node($"{path}.flat", "Reshape", [x, graph.Integers($"{path}.flat_shape", 0, members.Count * branch.Blocks[^1].Channels * height, 1, -1)]);
        }

        return branch.Outputs > 0 ? Block(x, $"{path}.mix", Network.Branch.MixPlan(branch), new TimeSteps(1, 1, 1), members.Count) : x;
    }

    /// <summary>The branches of every member side by side: clips × channels × steps.</summary>
    private string Sequence(string[] ends)
    {
        if (members.Count == 1)
        {
            string all = ends.Length == 1 ? ends[0] : graph.Node("all_branches", "Concat", ends, OnnxAttribute.Of("axis", 1));
            return graph.Node("sequence", "Squeeze", [all, graph.Integers("squeezed_axis", 2)]);
        }

        string[] apart = [.. plan.Branches.Select((branch, i) => graph.Node(
            $"branches.{i}.members", "Reshape", [ends[i], graph.Integers($"branches.{i}.members_shape", 0, members.Count, branch.Channels(features), -1)]))];
        string joined = apart.Length == 1 ? apart[0] : graph.Node("all_branches", "Concat", apart, OnnxAttribute.Of("axis", 2));
        return graph.Node("sequence", "Reshape", [joined, graph.Integers("sequence_shape", 0, members.Count * plan.Channels(features), -1)]);
    }

    /// <summary>
    /// A block of the plan. Normalisation is in the kernel, and the largest of rectified values is the rectified largest, so
    /// convolution, ReLU and pooling are left; ONNX Runtime joins the first two.
    /// </summary>
    private string Block(string input, string name, ConvolutionPlan block, TimeSteps steps, int groups)
    {
        Window kernel = block.Kernel, pool = block.Pool;
        bool pools = pool != (1, 1);
        int beside = kernel.Width / 2 * steps.Dilation;
        var folded = FoldedConvolution.Of(members, name, pools, BatchNormEpsilon);
        string output = $"{name}.output";
        string x = graph.Node(
            $"{name}.convolved", "Conv",
            [input, graph.Constant($"{name}.kernel", folded.Kernel, folded.Shape), graph.Constant($"{name}.bias", folded.Bias, folded.Bias.Length)],
            OnnxAttribute.Of("strides", [block.Stride.Height, steps.Stride]), OnnxAttribute.Of("dilations", [1, steps.Dilation]),
            OnnxAttribute.Of("pads", [kernel.Height / 2, beside, kernel.Height / 2, beside]), OnnxAttribute.Of("group", groups));
        if (!pools)
        {
            return graph.Node(output, "Relu", [x]);
        }

        if (folded.Signs is null)
        {
            return MaxPool(output, graph.Node($"{name}.rectified", "Relu", [x]), pool, steps.PoolStep);
        }

        int channels = folded.Bias.Length;
        string turned = graph.Node(
            $"{name}.turned", "Conv",
            [
                MaxPool($"{name}.pooled", x, pool, steps.PoolStep), graph.Constant($"{name}.signs", folded.Signs, channels, 1, 1, 1),
                graph.Constant($"{name}.shift", folded.Shift!, channels),
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

    /// <summary>Weighted mean and deviation over time, as <see cref="AttentivePooling"/> does it: clips × channels each.</summary>
    private (string Mean, string Deviation) Pool(string sequence, string valid)
    {
        int reduction = plan.ReductionOf(training: false);
        string share = graph.Node(
            "speech_share", "AveragePool", [valid],
            OnnxAttribute.Of("kernel_shape", [reduction]), OnnxAttribute.Of("strides", [reduction]), OnnxAttribute.Of("ceil_mode", 1));
        string presence = graph.Node(
            "presence", "Log", [graph.Node("share_lifted", "Add", [share, graph.Scalar("share_floor", AttentivePooling.ShareFloor)])]);
        string attention = graph.Node("attention", "Softmax", [Scores(sequence, presence)], OnnxAttribute.Of("axis", 2));

        string time = graph.Integers("steps_axis", 2);
        string weighted = graph.Node("weighted", "Mul", [attention, sequence]);
        OnnxAttribute dropTime = OnnxAttribute.Of("keepdims", 0);
        string mean = graph.Node("mean", "ReduceSum", [weighted, time], dropTime);
        string meanOfSquares = graph.Node("mean_of_squares", "ReduceSum", [graph.Node("weighted_squares", "Mul", [weighted, sequence]), time], dropTime);
        string variance = graph.Node("variance", "Sub", [meanOfSquares, graph.Node("mean_squared", "Mul", [mean, mean])]);
        string floored = graph.Node("variance_floored", "Max", [variance, graph.Scalar("variance_floor", AttentivePooling.VarianceFloor)]);
        return (mean, graph.Node("deviation", "Sqrt", [floored]));
    }

    private string Scores(string sequence, string presence)
    {
        if (plan.AttentionUnits == 0)
        {
            return presence;
        }

        string hidden = graph.Node("hidden", "Tanh", [PointConvolution("hidden_raw", sequence, "pooling.hidden")]);
        return graph.Node("scores", "Add", [PointConvolution("scores_raw", hidden, "pooling.scores"), presence]);
    }

    private string PointConvolution(string name, string input, string layer)
    {
        int[] shape = [.. members[0].ShapeOf($"{layer}.weight").Select(size => (int)size)];
        float[] kernel = [.. members.SelectMany(member => member[$"{layer}.weight"])], bias = [.. members.SelectMany(member => member[$"{layer}.bias"])];
        return graph.Node(
            name, "Conv",
            [input, graph.Constant($"{layer}.weight", kernel, [members.Count * shape[0], .. shape[1..]]), graph.Constant($"{layer}.bias", bias, bias.Length)],
            OnnxAttribute.Of("group", members.Count));
    }
}
