using Microsoft.ML.OnnxRuntime;
using Ser.Training;
using Ser.Training.Network;
using Ser.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ser.Benchmarks.Inference;

/// <summary>The network alone, behind the standardisation, as an ONNX graph and in libtorch: same weights at random, same input.</summary>
internal sealed class NetworkPeer : IDisposable
{
    private const string Plane = "plane", Rows = "rows", Valid = "valid", Logits = "logits";

    private readonly Recipe recipe;
    private readonly int labels, bands, rows;
    private readonly EmotionNetwork channelsLast, contiguous;

    public NetworkPeer(Recipe recipe, int labels)
    {
        (this.recipe, this.labels) = (recipe, labels);
        bands = recipe.Features.MelBands;
        rows = recipe.Features.MfccCount + ClipRows.LevelRows;
        channelsLast = new EmotionNetwork(recipe, labels);
        contiguous = new EmotionNetwork(recipe, labels);
        Weights.Restore(contiguous);
        using var noGradient = no_grad();
        foreach (var weight in contiguous.parameters())
        {
            using var flat = weight.contiguous();
            weight.set_(flat);
        }

        channelsLast.eval();
        contiguous.eval();
    }

    private NetworkWeights Weights => NetworkWeights.Capture(channelsLast);

    /// <summary>The graph of the network.</summary>
    public byte[] Graph()
    {
        var graph = new OnnxGraph("network");
        var none = new Normalisation(Ones(bands), new float[rows], Ones(rows));
        var network = new NetworkGraph(graph, recipe.Features, recipe.Network, none, Weights, temperature: 1);
        var (logits, _) = network.Layers(
            graph.Input(Plane, "clips", 1, bands, "frames"), graph.Input(Rows, "clips", rows, "frames"), graph.Input(Valid, "clips", 1, "frames"));
        graph.Output(logits, "clips", labels);
        return graph.ToFile("benchmark", "0");
    }

    /// <summary>Multiply-adds of one clip.</summary>
    public long MultiplyAdds(int frames)
    {
        var plan = recipe.Network;
        long sum = 0;
        (int channels, int height, int width) = (1, bands, frames);
        foreach (var block in plan.Plane)
        {
            sum += Block(block, block.Stride, ref channels, ref height, ref width);
        }

        (int mixed, int steps) = (channels * height, width);
        sum += (long)mixed * plan.PlaneOutputs * steps;
        (channels, height, width) = (rows, 1, frames);
        foreach (var block in plan.Row)
        {
            sum += Block(block, 1, ref channels, ref height, ref width);
        }

        int sequence = plan.PlaneOutputs + channels;
        return sum + (2L * sequence * plan.AttentionUnits * steps) + (2L * sequence * labels);
    }

    /// <summary>Random plane and rows of clips that are speech all through.</summary>
    public Values Input(int clips, int frames)
    {
        using var scope = NewDisposeScope();
        var curves = randn(clips, rows, frames);
        var plane = randn(clips, 1, bands, frames);
        var valid = ones(clips, frames);
        return new Values(
            new NetworkInput(plane.DetachFromDisposeScope(), curves.DetachFromDisposeScope(), valid.DetachFromDisposeScope()),
            [
                OrtValue.CreateTensorValueFromMemory(plane.data<float>().ToArray(), [clips, 1, bands, frames]),
                OrtValue.CreateTensorValueFromMemory(curves.data<float>().ToArray(), [clips, rows, frames]),
                OrtValue.CreateTensorValueFromMemory(valid.data<float>().ToArray(), [clips, 1, frames]),
            ]);
    }

    /// <summary>One pass through ONNX Runtime.</summary>
    public float[] Run(InferenceSession session, Values input)
    {
        using var run = new RunOptions();
        using var results = session.Run(run, [Plane, Rows, Valid], input.Graph, [Logits]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>One pass through libtorch.</summary>
    public float[] RunLibtorch(Values input, bool channelsLast)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var logits = channelsLast ? this.channelsLast.call(input.Torch) : contiguous.Layers(input.Torch.Plane, input.Torch);
        return logits.data<float>().ToArray();
    }

    public void Dispose()
    {
        channelsLast.Dispose();
        contiguous.Dispose();
    }

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];

    private static long Block(ConvolutionPlan block, int verticalStride, ref int channels, ref int height, ref int width)
    {
        height = (height + verticalStride - 1) / verticalStride;
        width = (width + block.Stride - 1) / block.Stride;
        long sum = (long)height * width * block.Channels * channels * block.Kernel.Height * block.Kernel.Width;
        height = (height + block.Pool.Height - 1) / block.Pool.Height;
        width = (width + block.Pool.Width - 1) / block.Pool.Width;
        channels = block.Channels;
        return sum;
    }

    /// <summary>The same numbers for both.</summary>
    internal sealed record Values(NetworkInput Torch, OrtValue[] Graph);
}
