using Ser.Core;
using Ser.Features;
using Ser.Training.Network;

namespace Ser.Training.Onnx;

/// <summary>
/// The analysis as graph nodes: samples → raw rows relative to the clip's loudest frame, and which frames are speech.
/// The twin of <see cref="FeatureExtractor"/>, <see cref="SpeechSpan"/> and <see cref="ClipRows"/>.
/// </summary>
internal sealed class FrontEndGraph(OnnxGraph graph, FeaturePlan plan, RowLayout layout, double silenceDb, int silenceMargin)
{
    private const float DecibelsPerNeper = 4.3429448190325183f;   // 10 / ln 10

    /// <summary>librosa's threshold as <see cref="ZeroCrossings"/> has it: a sample nearer to 0 counts as 0.</summary>
    private static readonly float ZeroThreshold = MathF.BitDecrement(1e-10f);

    private readonly BlockPlan blocks = new(plan);

    /// <summary>Refuses a plan that the graph cannot do, before a training depends on it.</summary>
    /// <exception cref="UserError">Padding or dynamic range are others than the graph's, or the plan has no pitchgram and the network wants one.</exception>
    public static void Require(FeaturePlan plan, RowLayout layout)
    {
        if (plan.Padding != PaddingMode.Zero || plan.TopDb is not null)
        {
            throw new UserError($"features '{plan.Name}': a model's analysis pads with zeros and has no limit below the loudest band; set padding to Zero and topDb to null");
        }

        if (layout.Pitches > 0)
        {
            _ = new Pitchgram(plan);
        }
    }

    /// <summary>Builds the nodes.</summary>
    /// <param name="samples">clips × n samples.</param>
    public RawRows Build(string samples)
    {
        string signal = graph.Node("signal", "Unsqueeze", [samples, graph.Integers("channel_axis", 1)]);
        string cut = Blocks(signal);
        string meanSquare = MeanSquare(cut);
        string loudest = graph.Node(
            "loudest", "Max",
            [graph.Node("loudest_square", "ReduceMax", [meanSquare], OnnxAttribute.Of("axes", [2])), graph.Scalar("quietest_clip", Pitchgram.QuietestClip)]);
        string loudestDb = graph.Node("loudest_db", "Mul", [graph.Node("loudest_nepers", "Log", [loudest]), Neper()]);
        string logMel = graph.Node("log_mel_below", "Sub", [LogMel(cut), loudestDb]);
        return new RawRows(
            graph.Node("log_mel_relative", "Max", [logMel, graph.Scalar("relative_floor", ClipRows.MelFloorDb)]),
            Decibels("level", graph.Node("relative_square", "Div", [meanSquare, loudest]), ClipRows.LevelFloor),
            Crossings(signal),
            layout.Pitches > 0 ? new PitchgramGraph(graph, new Pitchgram(plan)).Build(signal, loudest) : null,
            Valid(meanSquare));
    }

    private string Blocks(string signal) => BlockCut.Build(graph, blocks, signal, "blocks", blocks.Behind);

    private string PerFrame(string name, string rows, string kernel) =>
        graph.Node(name, "Conv", [rows, kernel], OnnxAttribute.Of("strides", [blocks.Stride]));

    private string LogMel(string cut)
    {
        var fourier = new FourierGraph(graph, plan, blocks);
        string power = fourier.Power(cut);
        string filters = graph.Constant("mel_filters", fourier.Sorted(MelFilterbank.Build(plan).Dense(), plan.MelBands), plan.MelBands, fourier.Rows);
        string mel = graph.Node("mel", "MatMul", [filters, power]);
        string floored = graph.Node("mel_floored", "Max", [mel, graph.Scalar("mel_floor", (float)plan.LogFloor)]);
        return graph.Node("log_mel", "Mul", [graph.Node("log_mel_nepers", "Log", [floored]), Neper()]);
    }

    private string MeanSquare(string cut)
    {
        string energy = graph.Node(
            "block_energy", "MatMul", [graph.Constant("block_sum", Ones(blocks.Block), 1, blocks.Block), graph.Node("squares", "Mul", [cut, cut])]);
        return PerFrame("mean_square", energy, graph.Constant("frame_mean", FrameKernel(), 1, 1, blocks.Length));
    }

    /// <summary>1 / FrameLength at the blocks of a ZCR/RMS frame, 0 elsewhere.</summary>
    private float[] FrameKernel()
    {
        var kernel = new float[blocks.Length];
        kernel.AsSpan(blocks.LevelStart, plan.FrameLength / blocks.Block).Fill(1f / plan.FrameLength);
        return kernel;
    }

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];

    private string Decibels(string name, string power, float floor)
    {
        string lifted = graph.Node($"{name}_lifted", "Add", [power, graph.Scalar($"{name}_floor", floor)]);
        return graph.Node(name, "Mul", [graph.Node($"{name}_nepers", "Log", [lifted]), Neper()]);
    }

    /// <summary>Changes of sign between neighbours, counted per frame; a frame's first sample has no neighbour in it.</summary>
    private string Crossings(string signal)
    {
        string negative = graph.Node(
            "negative", "Cast", [graph.Node("is_negative", "Less", [signal, graph.Scalar("zero_threshold", -ZeroThreshold)])],
            OnnxAttribute.Of("to", 1));
        string edged = graph.Node("edged", "Pad", [negative, graph.Integers("one_before", 0, 0, 1, 0, 0, 0)], OnnxAttribute.Of("mode", "edge"));
        string change = graph.Node("change", "Conv", [edged, graph.Constant("difference", [-1, 1], 1, 1, 2)]);

        // Two values of every block: how many changes it has, and whether one is at its first sample. That of a frame does not count.
        float[] sumAndFirst = [.. Ones(blocks.Block), 1, .. new float[blocks.Block - 1]];
        string counts = BlockCut.PerBlock(
            graph, blocks, graph.Node("crossing", "Abs", [change]), "block_changes", graph.Constant("sum_and_first", sumAndFirst, 2, 1, blocks.Block), blocks.Behind);
        var first = new float[blocks.Length];
        first[blocks.LevelStart] = -1f / plan.FrameLength;
        return PerFrame("crossings", counts, graph.Constant("frame_changes", [.. FrameKernel(), .. first], 1, 2, blocks.Length));
    }

    /// <summary>1 from the first to the last frame that is loud enough, with a margin on both sides; 0 elsewhere.</summary>
    private string Valid(string meanSquare)
    {
        string level = Decibels("speech_level", meanSquare, SpeechSpan.LevelFloor);
        string smooth = graph.Node(
            "smooth_level", "AveragePool", [level],
            OnnxAttribute.Of("kernel_shape", [3]), OnnxAttribute.Of("pads", [1, 1]), OnnxAttribute.Of("count_include_pad", 0));
        string highest = graph.Node("highest_level", "ReduceMax", [smooth], OnnxAttribute.Of("axes", [2]));
        string threshold = graph.Node("threshold", "Sub", [highest, graph.Scalar("silence_db", (float)silenceDb)]);
        string active = graph.Node(
            "active", "Cast", [graph.Node("is_active", "GreaterOrEqual", [smooth, threshold])], OnnxAttribute.Of("to", 1));

        string axis = graph.Constant("time_axis", 2);
        string half = graph.Scalar("half", 0.5f);
        string begun = graph.Node("begun", "Greater", [graph.Node("active_before", "CumSum", [active, axis]), half]);
        string lasting = graph.Node(
            "lasting", "Greater", [graph.Node("active_after", "CumSum", [active, axis], OnnxAttribute.Of("reverse", 1)), half]);
        string span = graph.Node("span", "Cast", [graph.Node("in_span", "And", [begun, lasting])], OnnxAttribute.Of("to", 1));
        return silenceMargin == 0
            ? span
            : graph.Node(
                "valid", "MaxPool", [span],
                OnnxAttribute.Of("kernel_shape", [(2 * silenceMargin) + 1]), OnnxAttribute.Of("pads", [silenceMargin, silenceMargin]));
    }

    private string? neper;

    private string Neper() => neper ??= graph.Scalar("decibels_per_neper", DecibelsPerNeper);
}
