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
    public static IReadOnlyDictionary<string, float[]> Run(OnnxGraph graph, float[] samples, int clips, params string[] outputs) =>
        Run(graph.ToFile("test", "0"), samples, clips, outputs);

    /// <summary>Runs a whole model.</summary>
    public static IReadOnlyDictionary<string, float[]> Run(byte[] model, float[] samples, int clips, params string[] outputs) =>
        Run(model, outputs, ("samples", samples, [clips, samples.Length / clips]));

    /// <summary>Runs a model on any inputs.</summary>
    public static IReadOnlyDictionary<string, float[]> Run(byte[] model, string[] outputs, params (string Name, float[] Values, long[] Shape)[] inputs)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        using var run = new RunOptions();
        OrtValue[] values = [.. inputs.Select(input => OrtValue.CreateTensorValueFromMemory(input.Values, input.Shape))];
        using var results = session.Run(run, [.. inputs.Select(input => input.Name)], values, outputs);
        Array.ForEach(values, value => value.Dispose());
        return outputs.Index().ToDictionary(pair => pair.Item, pair => results[pair.Index].GetTensorDataAsSpan<float>().ToArray());
    }
}
