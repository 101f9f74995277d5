using Microsoft.ML.OnnxRuntime;
using Ser.Training.Onnx;

namespace Ser.Tests.Training.Onnx;

/// <summary>Runs a graph that a test has built.</summary>
internal static class GraphRunner
{
    /// <summary>Runs a graph and returns one of its values.</summary>
    /// <param name="graph">A graph with the input "samples".</param>
    /// <param name="samples">clips × n samples.</param>
    /// <param name="clips">Number of clips.</param>
    /// <param name="outputs">Names of the outputs wanted.</param>
    public static IReadOnlyDictionary<string, float[]> Run(OnnxGraph graph, float[] samples, int clips, params string[] outputs)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(graph.ToFile("test", "0"), options);
        using var input = OrtValue.CreateTensorValueFromMemory(samples, [clips, samples.Length / clips]);
        using var run = new RunOptions();
        using var results = session.Run(run, ["samples"], [input], outputs);
        return outputs.Index().ToDictionary(pair => pair.Item, pair => results[pair.Index].GetTensorDataAsSpan<float>().ToArray());
    }
}
