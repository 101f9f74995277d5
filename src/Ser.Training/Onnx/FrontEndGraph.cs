using Ser.Core;
using Ser.Features;
using Ser.Training.Network;

namespace Ser.Training.Onnx;

/// <summary>
/// The analysis as graph nodes: samples → log-mel levels, frame level, zero-crossing rate, and which frames are speech.
/// The twin of <see cref="FeatureExtractor"/>, <see cref="SpeechSpan"/> and <see cref="ClipRows"/>.
/// </summary>
/// <remarks>
/// The windowed discrete Fourier transform is one convolution whose kernels are windowed cosines and sines: faster in ONNX
/// Runtime than its STFT operator, and closer to an exact transform.
/// </remarks>
internal sealed class FrontEndGraph(OnnxGraph graph, FeaturePlan plan, double silenceDb, int silenceMargin)
{
    private const float DecibelsPerNeper = 4.3429448190325183f;   // 10 / ln 10

    /// <summary>librosa's threshold as <see cref="ZeroCrossings"/> has it: a sample nearer to 0 counts as 0.</summary>
    private static readonly float ZeroThreshold = MathF.BitDecrement(1e-10f);

    /// <summary>Refuses a plan that the graph cannot do, before a training depends on it.</summary>
    /// <exception cref="UserError">Padding or dynamic range are others than the graph's.</exception>
    public static void Require(FeaturePlan plan)
    {
        if (plan.Padding != PaddingMode.Zero || plan.TopDb is not null)
        {
            throw new UserError($"features '{plan.Name}': a model's analysis pads with zeros and has no limit below the loudest band; set padding to Zero and topDb to null");
        }
    }

    /// <summary>Builds the nodes.</summary>
    /// <param name="samples">clips × n samples.</param>
    /// <returns>Names of: log-mel (clips × bands × frames), level and zero-crossing rate (clips × 1 × frames), valid (clips × 1 × frames).</returns>
    public (string LogMel, string Level, string Crossings, string Valid) Build(string samples)
    {
        string signal = graph.Node("signal", "Unsqueeze", [samples, graph.Integers("channel_axis", 1)]);
        string meanSquare = MeanSquare(signal);
        return (LogMel(signal), Decibels("level", meanSquare, ClipRows.LevelFloor), Crossings(signal), Valid(meanSquare));
    }

    private string LogMel(string signal)
    {
        int window = plan.WindowLength, bins = (plan.FftSize / 2) + 1;
        string spectrum = graph.Node(
            "spectrum", "Conv", [signal, graph.Constant("fourier", FourierKernels(), 2 * bins, 1, window)],
            OnnxAttribute.Of("strides", [plan.HopLength]),
            OnnxAttribute.Of("pads", [window / 2, window / 2]));
        graph.Node(["real", "imaginary"], "Split", [spectrum, graph.Integers("bins", bins, bins)], OnnxAttribute.Of("axis", 1));
        string power = graph.Node(
            "power", "Add", [graph.Node("real_squared", "Mul", ["real", "real"]), graph.Node("imaginary_squared", "Mul", ["imaginary", "imaginary"])]);
        string mel = graph.Node("mel", "MatMul", [graph.Constant("mel_filters", MelFilterbank.Build(plan).Dense(), plan.MelBands, bins), power]);
        string floored = graph.Node("mel_floored", "Max", [mel, graph.Scalar("mel_floor", (float)plan.LogFloor)]);
        return graph.Node("log_mel", "Mul", [graph.Node("log_mel_nepers", "Log", [floored]), Neper()]);
    }

    /// <summary>Row f: window · cos(2π f k / N); row bins + f: the same with −sin.</summary>
    private float[] FourierKernels()
    {
        int window = plan.WindowLength, size = plan.FftSize, bins = (size / 2) + 1;
        var weights = plan.CentredWindow().AsSpan((size - window) / 2, window);
        var kernels = new float[2 * bins * window];
        for (int bin = 0; bin < bins; bin++)
        {
            for (int k = 0; k < window; k++)
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * ((long)bin * k % size) / size);
                kernels[(bin * window) + k] = (float)(weights[k] * cosine);
                kernels[((bins + bin) * window) + k] = (float)(-weights[k] * sine);
            }
        }

        return kernels;
    }

    private string MeanSquare(string signal) => graph.Node(
        "mean_square", "AveragePool", [graph.Node("squares", "Mul", [signal, signal])],
        OnnxAttribute.Of("kernel_shape", [plan.FrameLength]),
        OnnxAttribute.Of("strides", [plan.HopLength]),
        OnnxAttribute.Of("pads", [plan.FrameLength / 2, plan.FrameLength / 2]),
        OnnxAttribute.Of("count_include_pad", 1));

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
        int inner = plan.FrameLength - 1, before = (plan.FrameLength / 2) - 1;
        string share = graph.Node(
            "crossing_share", "AveragePool", [graph.Node("crossing", "Abs", [change])],
            OnnxAttribute.Of("kernel_shape", [inner]),
            OnnxAttribute.Of("strides", [plan.HopLength]),
            OnnxAttribute.Of("pads", [before, inner - before]),
            OnnxAttribute.Of("count_include_pad", 1));
        return graph.Node("crossings", "Mul", [share, graph.Scalar("inner_share", inner / (float)plan.FrameLength)]);
    }

    /// <summary>1 from the first to the last frame that is loud enough, with a margin on both sides; 0 elsewhere.</summary>
    private string Valid(string meanSquare)
    {
        string level = Decibels("speech_level", meanSquare, SpeechSpan.LevelFloor);
        string smooth = graph.Node(
            "smooth_level", "AveragePool", [level],
            OnnxAttribute.Of("kernel_shape", [3]), OnnxAttribute.Of("pads", [1, 1]), OnnxAttribute.Of("count_include_pad", 0));
        string loudest = graph.Node("loudest", "ReduceMax", [smooth], OnnxAttribute.Of("axes", [2]), OnnxAttribute.Of("keepdims", 1));
        string threshold = graph.Node("threshold", "Sub", [loudest, graph.Scalar("silence_db", (float)silenceDb)]);
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
