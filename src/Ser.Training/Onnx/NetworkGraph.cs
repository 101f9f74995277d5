using Ser.Features;
using Ser.Training.Network;

namespace Ser.Training.Onnx;

/// <summary>
/// Standardisation and network as graph nodes, from the same plan as the modules that were trained: the twin of
/// <see cref="InputStage"/> and <see cref="EmotionNetwork"/>.
/// </summary>
internal sealed class NetworkGraph(OnnxGraph graph, FeaturePlan features, NetworkPlan plan, Normalisation normalisation, NetworkWeights weights, double temperature)
{
    /// <summary>torch's default, with which the network was trained.</summary>
    internal const float BatchNormEpsilon = 1e-5f;

    /// <summary>Builds the nodes.</summary>
    /// <param name="logMel">clips × bands × frames.</param>
    /// <param name="level">clips × 1 × frames.</param>
    /// <param name="crossings">clips × 1 × frames.</param>
    /// <param name="valid">clips × 1 × frames.</param>
    /// <returns>Names of the logits (clips × classes) and of the embedding (clips × d).</returns>
    public (string Logits, string Embedding) Build(string logMel, string level, string crossings, string valid) =>
        Layers(Plane(logMel, valid), Rows(logMel, level, crossings, valid), valid);

    /// <summary>Builds the nodes behind the standardisation: what <see cref="EmotionNetwork"/> computes.</summary>
    /// <param name="picture">clips × 1 × bands × frames.</param>
    /// <param name="rows">clips × rows × frames.</param>
    /// <param name="valid">clips × 1 × frames.</param>
    /// <returns>Names of the logits (clips × classes) and of the embedding (clips × d).</returns>
    internal (string Logits, string Embedding) Layers(string picture, string rows, string valid)
    {
        for (int i = 0; i < plan.Plane.Count; i++)
        {
            picture = Block(picture, $"plane.{i}", plan.Plane[i]);
        }

        int tall = plan.Plane[^1].Channels * plan.BandsLeft(features.MelBands);
        string flat = graph.Node("flat", "Reshape", [picture, graph.Integers("flat_shape", 0, tall, 1, -1)]);
        picture = Block(flat, "mix", new ConvolutionPlan(plan.PlaneOutputs, (1, 1), 1, (1, 1)));

        string curves = graph.Node("curves", "Unsqueeze", [rows, graph.Integers("height_axis", 2)]);
        for (int i = 0; i < plan.Row.Count; i++)
        {
            curves = Block(curves, $"row.{i}", plan.Row[i]);
        }

        string both = graph.Node("both", "Concat", [picture, curves], OnnxAttribute.Of("axis", 1));
        string sequence = graph.Node("sequence", "Squeeze", [both, graph.Integers("squeezed_axis", 2)]);
        string embedding = Normalised(Pool(sequence, valid));

        // alpha and beta divide the logits by the temperature at no cost; 1 is their default.
        float share = (float)(1 / temperature);
        string logits = graph.Node(
            "logits", "Gemm", [embedding, Weight("classes.weight"), Weight("classes.bias")],
            OnnxAttribute.Of("transB", 1), OnnxAttribute.Of("alpha", share), OnnxAttribute.Of("beta", share));
        return (logits, embedding);
    }

    /// <summary>The last batch normalisation. It is not in the matrix behind it, because the normalised vector is an output of the file.</summary>
    private string Normalised(string statistics)
    {
        var (scale, shift) = FoldedConvolution.Affine(weights, "normalisation", BatchNormEpsilon);
        string scaled = graph.Node("statistics_scaled", "Mul", [statistics, graph.Constant("embedding_scale", ToSingle(scale), scale.Length)]);
        return graph.Node("embedding", "Add", [scaled, graph.Constant("embedding_shift", ToSingle(shift), shift.Length)]);

        static float[] ToSingle(double[] values) => [.. values.Select(value => (float)value)];
    }

    /// <summary>Log-mel less the clip's own mean per band over the speech, over the training part's deviation.</summary>
    private string Plane(string logMel, string valid)
    {
        string axis = graph.Integers("frames_axis", 2);
        string sum = graph.Node("speech_sum", "ReduceSum", [graph.Node("speech_mel", "Mul", [logMel, valid]), axis]);
        string count = graph.Node("speech_frames", "ReduceSum", [valid, axis]);
        string centred = graph.Node("centred", "Sub", [logMel, graph.Node("band_mean", "Div", [sum, count])]);
        string scaled = graph.Node("scaled", "Mul", [centred, Reciprocals("band_scale", normalisation.BandDeviation)]);
        string masked = graph.Node("plane", "Mul", [scaled, valid]);
        return graph.Node("picture", "Unsqueeze", [masked, graph.Integers("picture_axis", 1)]);
    }

    private string Rows(string logMel, string level, string crossings, string valid)
    {
        string cosines = graph.Constant(
            "cosines", Dct.Orthonormal(features.MfccCount, features.MelBands), features.MfccCount, features.MelBands);
        string raw = graph.Node(
            "raw_rows", "Concat", [graph.Node("mfcc", "MatMul", [cosines, logMel]), level, crossings], OnnxAttribute.Of("axis", 1));
        string centred = graph.Node("centred_rows", "Sub", [raw, Column("row_mean", normalisation.RowMean)]);
        string scaled = graph.Node("scaled_rows", "Mul", [centred, Reciprocals("row_scale", normalisation.RowDeviation)]);
        return graph.Node("rows", "Mul", [scaled, valid]);
    }

    /// <summary>
    /// A block of the plan. Normalisation is in the kernel, and the largest of rectified values is the rectified largest, so
    /// convolution, ReLU and pooling are left; ONNX Runtime joins the first two.
    /// </summary>
    private string Block(string input, string name, ConvolutionPlan block)
    {
        Window kernel = block.Kernel, pool = block.Pool;
        bool pools = pool != (1, 1);
        var folded = FoldedConvolution.Of(weights, name, pools, BatchNormEpsilon);
        string output = $"{name}.output";
        string x = graph.Node(
            $"{name}.convolved", "Conv",
            [input, graph.Constant($"{name}.kernel", folded.Kernel, folded.Shape), graph.Constant($"{name}.bias", folded.Bias, folded.Bias.Length)],
            OnnxAttribute.Of("strides", [kernel.Height > 1 ? block.Stride : 1, kernel.Width > 1 ? block.Stride : 1]),
            OnnxAttribute.Of("pads", [kernel.Height / 2, kernel.Width / 2, kernel.Height / 2, kernel.Width / 2]));
        if (!pools)
        {
            return graph.Node(output, "Relu", [x]);
        }

        if (folded.Signs is null)
        {
            return MaxPool(output, graph.Node($"{name}.rectified", "Relu", [x]), pool);
        }

        int channels = folded.Bias.Length;
        string turned = graph.Node(
            $"{name}.turned", "Conv",
            [
                MaxPool($"{name}.pooled", x, pool), graph.Constant($"{name}.signs", folded.Signs, channels, 1, 1, 1),
                graph.Constant($"{name}.shift", folded.Shift!, channels),
            ],
            OnnxAttribute.Of("group", channels));
        return graph.Node(output, "Relu", [turned]);
    }

    private string MaxPool(string output, string input, Window pool) => graph.Node(
        output, "MaxPool", [input],
        OnnxAttribute.Of("kernel_shape", [pool.Height, pool.Width]),
        OnnxAttribute.Of("strides", [pool.Height, pool.Width]),
        OnnxAttribute.Of("ceil_mode", 1));

    /// <summary>Weighted mean and deviation over time, as <see cref="AttentivePooling"/> does it.</summary>
    private string Pool(string sequence, string valid)
    {
        int reduction = plan.TimeReduction;
        string share = graph.Node(
            "speech_share", "AveragePool", [valid],
            OnnxAttribute.Of("kernel_shape", [reduction]), OnnxAttribute.Of("strides", [reduction]), OnnxAttribute.Of("ceil_mode", 1));
        string presence = graph.Node(
            "presence", "Log", [graph.Node("share_lifted", "Add", [share, graph.Scalar("share_floor", AttentivePooling.ShareFloor)])]);
        string hidden = graph.Node("hidden", "Tanh", [PointConvolution("hidden_raw", sequence, "pooling.hidden")]);
        string scores = graph.Node("scores", "Add", [PointConvolution("scores_raw", hidden, "pooling.scores"), presence]);
        string attention = graph.Node("attention", "Softmax", [scores], OnnxAttribute.Of("axis", 2));

        string time = graph.Integers("steps_axis", 2);
        string weighted = graph.Node("weighted", "Mul", [attention, sequence]);
        OnnxAttribute dropTime = OnnxAttribute.Of("keepdims", 0);
        string mean = graph.Node("mean", "ReduceSum", [weighted, time], dropTime);
        string meanOfSquares = graph.Node("mean_of_squares", "ReduceSum", [graph.Node("weighted_squares", "Mul", [weighted, sequence]), time], dropTime);
        string variance = graph.Node("variance", "Sub", [meanOfSquares, graph.Node("mean_squared", "Mul", [mean, mean])]);
        string floored = graph.Node("variance_floored", "Max", [variance, graph.Scalar("variance_floor", AttentivePooling.VarianceFloor)]);
        return graph.Node("statistics", "Concat", [mean, graph.Node("deviation", "Sqrt", [floored])], OnnxAttribute.Of("axis", 1));
    }

    private string PointConvolution(string name, string input, string layer) =>
        graph.Node(name, "Conv", [input, Weight($"{layer}.weight"), Weight($"{layer}.bias")]);

    private string Weight(string name) => graph.Constant(name, weights[name], [.. weights.ShapeOf(name).Select(size => (int)size)]);

    private string Reciprocals(string name, IReadOnlyList<float> values) => Column(name, [.. values.Select(value => 1 / value)]);

    private string Column(string name, IReadOnlyList<float> values) => graph.Constant(name, [.. values], values.Count, 1);
}
