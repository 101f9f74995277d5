using Ser.Core;

namespace Ser.Tests.Inference.Onnx;

/// <summary>
/// A model as <c>ser train</c> writes it, with all its parts and every operator, but of a few kilobytes: windows of 16 samples every 8,
/// four bands, one or two blocks a branch, three labels, weights at random.
/// </summary>
internal static class SmallModel
{
    public const string Card = """
        {"format":1,"tool":"test","labels":["angry","happy","sad"],"sampleRate":16000,
        "features":{"name":"small","sampleRate":16000,"fftSize":16,"windowLength":16,"hopLength":8,"melBands":4,"mfccCount":3},
        "normalisation":{"bandDeviation":[1,2,3,4],"rowMean":[0,0,0,0,0],"rowDeviation":[1,1,1,1,1]},
        "architecture":{"name":"small","plane":[{"channels":3,"kernel":{"height":3,"width":3},"stride":2,"pool":{"height":1,"width":1}}]},
        "recipe":{"seed":1},
        "training":{"epochs":2,"bestEpoch":1,"updates":9,"validationUar":0.5,"validationLoss":1.1,"parameters":200,"interrupted":false},
        "corpus":{"name":"none","licence":"CC0","hash":"ab","splitRule":"speaker","splitHash":"cd","speakerOverlap":false,"trainClips":7,
        "trainSpeakers":["a","b"],"validationSpeakers":["c"],"testSpeakers":["d"]}}
        """;

    private const int Window = 16, Hop = 8, Bins = 9, Bands = 4, Cepstra = 3;

    /// <summary>The file.</summary>
    /// <param name="card">Text under the key "ser"; null for none.</param>
    /// <param name="folded">Whether convolutions have a bias in place of a batch normalisation behind them.</param>
    public static byte[] Bytes(string? card = Card, bool folded = false)
    {
        var graph = new GraphBuilder();
        var weights = new Weights(graph, folded);
        graph.Port(11, "samples", "clips", "n");
        string signal = graph.Node("signal", "Unsqueeze", ["samples", graph.Integers("channel_axis", 1)]);
        string meanSquare = graph.Node(
            "mean_square", "AveragePool", [graph.Node("squares", "Mul", [signal, signal])],
            GraphBuilder.Attribute("kernel_shape", [Window]), GraphBuilder.Attribute("strides", [Hop]), GraphBuilder.Attribute("pads", [Window / 2, Window / 2]),
            GraphBuilder.Attribute("count_include_pad", 1));
        string logMel = LogMel(graph, weights, signal), level = Decibels(graph, "level", meanSquare);
        string valid = Valid(graph, meanSquare), crossings = Crossings(graph, signal);
        string embedding = Network(graph, weights, logMel, level, crossings, valid);
        string logits = graph.Node(
            "logits", "Div",
            [graph.Node("raw_logits", "Gemm", [embedding, weights.Draw("classes", 3, 12), weights.Draw("classes.bias", 3)], GraphBuilder.Attribute("transB", 1)), graph.Floats("temperature", [1.25f])]);
        graph.Node("probabilities", "Softmax", [logits], GraphBuilder.Attribute("axis", 1));
        graph.Port(12, "probabilities", "clips", 3);
        graph.Port(12, "logits", "clips", 3);
        graph.Port(12, "embedding", "clips", 12);
        return graph.File(card);
    }

    private static string LogMel(GraphBuilder graph, Weights weights, string signal)
    {
        string spectrum = graph.Node(
            "spectrum", "Conv", [signal, weights.Draw("fourier", 2 * Bins, 1, Window)],
            GraphBuilder.Attribute("strides", [Hop]), GraphBuilder.Attribute("pads", [Window / 2, Window / 2]));
        graph.Node(["real", "imaginary"], "Split", [spectrum, graph.Integers("bins", Bins, Bins)], GraphBuilder.Attribute("axis", 1));
        string power = graph.Node("power", "Add", [graph.Node("real_squared", "Mul", ["real", "real"]), graph.Node("imaginary_squared", "Mul", ["imaginary", "imaginary"])]);
        string mel = graph.Node("mel", "MatMul", [weights.Draw("mel_filters", Bands, Bins), power]);
        string floored = graph.Node("mel_floored", "Max", [mel, graph.Floats("mel_floor", [1e-7f])]);
        return graph.Node("log_mel", "Mul", [graph.Node("log_mel_nepers", "Log", [floored]), graph.Floats("per_neper", [4.34f])]);
    }

    private static string Decibels(GraphBuilder graph, string name, string power) => graph.Node(
        name, "Mul", [graph.Node($"{name}_nepers", "Log", [graph.Node($"{name}_lifted", "Add", [power, graph.Floats($"{name}_floor", [1e-9f])])]), "per_neper"]);

    private static string Crossings(GraphBuilder graph, string signal)
    {
        string negative = graph.Node("negative", "Cast", [graph.Node("is_negative", "Less", [signal, graph.Floats("zero", [-1e-10f])])], GraphBuilder.Attribute("to", 1));
        string edged = graph.Node("edged", "Pad", [negative, graph.Integers("one_before", 0, 0, 1, 0, 0, 0)], GraphBuilder.Attribute("mode", "edge"));
        string change = graph.Node("change", "Conv", [edged, graph.Floats("difference", [-1, 1], 1, 1, 2)]);
        return graph.Node(
            "crossings", "AveragePool", [graph.Node("crossing", "Abs", [change])],
            GraphBuilder.Attribute("kernel_shape", [Window - 1]), GraphBuilder.Attribute("strides", [Hop]), GraphBuilder.Attribute("pads", [7, 8]),
            GraphBuilder.Attribute("count_include_pad", 1));
    }

    private static string Valid(GraphBuilder graph, string meanSquare)
    {
        string level = Decibels(graph, "speech_level", meanSquare);
        string smooth = graph.Node("smooth", "AveragePool", [level], GraphBuilder.Attribute("kernel_shape", [3]), GraphBuilder.Attribute("pads", [1, 1]));
        string loudest = graph.Node("loudest", "ReduceMax", [smooth], GraphBuilder.Attribute("axes", [2]), GraphBuilder.Attribute("keepdims", 1));
        string threshold = graph.Node("threshold", "Sub", [loudest, graph.Floats("silence_db", [25f])]);
        string active = graph.Node("active", "Cast", [graph.Node("is_active", "GreaterOrEqual", [smooth, threshold])], GraphBuilder.Attribute("to", 1));
        string axis = graph.Integer("time_axis", 2), half = graph.Floats("half", [0.5f]);
        string begun = graph.Node("begun", "Greater", [graph.Node("active_before", "CumSum", [active, axis]), half]);
        string lasting = graph.Node("lasting", "Greater", [graph.Node("active_after", "CumSum", [active, axis], GraphBuilder.Attribute("reverse", 1)), half]);
        string span = graph.Node("span", "Cast", [graph.Node("in_span", "And", [begun, lasting])], GraphBuilder.Attribute("to", 1));
        return graph.Node("valid", "MaxPool", [span], GraphBuilder.Attribute("kernel_shape", [5]), GraphBuilder.Attribute("pads", [2, 2]));
    }

    private static string Network(GraphBuilder graph, Weights weights, string logMel, string level, string crossings, string valid)
    {
        string frames = graph.Integers("frames_axis", 2);
        string sum = graph.Node("speech_sum", "ReduceSum", [graph.Node("speech_mel", "Mul", [logMel, valid]), frames]);
        string mean = graph.Node("band_mean", "Div", [sum, graph.Node("speech_frames", "ReduceSum", [valid, frames])]);
        string scaled = graph.Node("scaled", "Div", [graph.Node("centred", "Sub", [logMel, mean]), graph.Floats("band_deviation", [1, 2, 3, 4], 4, 1)]);
        string picture = graph.Node("picture", "Unsqueeze", [graph.Node("plane", "Mul", [scaled, valid]), "channel_axis"]);
        picture = Pooled(graph, weights.Block("plane.0", picture, 3, 1, 3, 3, stride: 2), "plane.0.pooled", 2, 2);
        picture = weights.Block("mix", graph.Node("flat", "Reshape", [picture, graph.Integers("flat_shape", 0, 3, 1, -1)]), 4, 3, 1, 1, stride: 1);

        string mfcc = graph.Node("mfcc", "MatMul", [weights.Draw("cosines", Cepstra, Bands), logMel]);
        string raw = graph.Node("raw_rows", "Concat", [mfcc, level, crossings], GraphBuilder.Attribute("axis", 1));
        string rows = graph.Node("rows", "Mul", [graph.Node("row_scaled", "Sub", [raw, weights.Draw("row_mean", Cepstra + 2, 1)]), valid]);
        string curves = graph.Node("curves", "Unsqueeze", [rows, frames]);
        curves = Pooled(graph, weights.Block("row.0", curves, 2, Cepstra + 2, 1, 3, stride: 2), "row.0.pooled", 1, 2);

        string both = graph.Node("both", "Concat", [picture, curves], GraphBuilder.Attribute("axis", 1));
        string sequence = graph.Node("sequence", "Squeeze", [both, frames]);
        string share = graph.Node(
            "share", "AveragePool", [valid], GraphBuilder.Attribute("kernel_shape", [4]), GraphBuilder.Attribute("strides", [4]), GraphBuilder.Attribute("ceil_mode", 1));
        string presence = graph.Node("presence", "Log", [graph.Node("share_lifted", "Add", [share, graph.Floats("share_floor", [1e-4f])])]);
        string hidden = graph.Node("hidden", "Tanh", [graph.Node("hidden_raw", "Conv", [sequence, weights.Draw("hidden.weight", 3, 6, 1), weights.Draw("hidden.bias", 3)])]);
        string scores = graph.Node("scores", "Add", [graph.Node("scores_raw", "Conv", [hidden, weights.Draw("scores.weight", 6, 3, 1), weights.Draw("scores.bias", 6)]), presence]);
        string weighted = graph.Node("weighted", "Mul", [graph.Node("attention", "Softmax", [scores], GraphBuilder.Attribute("axis", 2)), sequence]);
        string pooled = graph.Node("pooled", "ReduceSum", [weighted, frames], GraphBuilder.Attribute("keepdims", 0));
        string squares = graph.Node("pooled_squares", "ReduceSum", [graph.Node("weighted_squares", "Mul", [weighted, sequence]), frames], GraphBuilder.Attribute("keepdims", 0));
        string variance = graph.Node("variance", "Sub", [squares, graph.Node("mean_squared", "Mul", [pooled, pooled])]);
        string deviation = graph.Node("deviation", "Sqrt", [graph.Node("variance_floored", "Max", [variance, graph.Floats("variance_floor", [1e-5f])])]);
        string statistics = graph.Node("statistics", "Concat", [pooled, deviation], GraphBuilder.Attribute("axis", 1));
        return graph.Node("embedding", "BatchNormalization", [statistics, .. weights.Statistics("normalisation", 12)], GraphBuilder.Attribute("epsilon", 1e-5f));
    }

    private static string Pooled(GraphBuilder graph, string input, string name, int height, int width) => graph.Node(
        name, "MaxPool", [input],
        GraphBuilder.Attribute("kernel_shape", [height, width]), GraphBuilder.Attribute("strides", [height, width]), GraphBuilder.Attribute("ceil_mode", 1));

    /// <summary>Constants drawn at random, and the blocks that are made of them.</summary>
    private sealed class Weights(GraphBuilder graph, bool folded)
    {
        private readonly KeyedRandom random = new(1, "small model", "weights");

        public string Draw(string name, params int[] shape) =>
            graph.Floats(name, [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => (float)random.Uniform(-0.5, 0.5))], shape);

        public string[] Statistics(string name, int channels) =>
        [
            Draw($"{name}.weight", channels), Draw($"{name}.bias", channels), Draw($"{name}.mean", channels),
            graph.Floats($"{name}.variance", [.. Enumerable.Range(1, channels).Select(i => (float)i)], channels),
        ];

        public string Block(string name, string input, int channels, int inputs, int height, int width, int stride)
        {
            string[] bias = folded ? [Draw($"{name}.bias", channels)] : [];
            string x = graph.Node(
                $"{name}.convolved", "Conv", [input, Draw($"{name}.weight", channels, inputs, height, width), .. bias],
                GraphBuilder.Attribute("strides", [height > 1 ? stride : 1, stride]),
                GraphBuilder.Attribute("pads", [height / 2, width / 2, height / 2, width / 2]));
            x = folded ? x : graph.Node($"{name}.normalised", "BatchNormalization", [x, .. Statistics($"{name}.n", channels)], GraphBuilder.Attribute("epsilon", 1e-5f));
            return graph.Node($"{name}.output", "Relu", [x]);
        }
    }
}
