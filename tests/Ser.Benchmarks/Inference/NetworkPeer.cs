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
    private const string Valid = "valid", Logits = "logits";

    private readonly Recipe recipe;
    private readonly int labels;
    private readonly string[] branches;
    private readonly EmotionNetwork channelsLast, contiguous;

    public NetworkPeer(Recipe recipe, int labels)
    {
        (this.recipe, this.labels) = (recipe, labels);
        branches = [.. recipe.Network.Branches.Select(branch => branch.Name)];
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
        string[] inputs = [.. recipe.Network.Branches.Select(Input)];
        var (logits, _) = new NetworkGraph(graph, recipe.Features, recipe.Network, [Weights]).Build(inputs, graph.Input(Valid, "clips", 1, "frames"));
        graph.Output(logits, "clips", labels);
        return graph.ToFile("benchmark", "0");

        string Input(BranchPlan branch)
        {
            var (channels, height) = branch.InputSize(recipe.Features);
            return branch.IsPicture ? graph.Input(branch.Name, "clips", 1, height, "frames") : graph.Input(branch.Name, "clips", channels, "frames");
        }
    }

    /// <summary>Multiply-adds of one clip.</summary>
    public long MultiplyAdds(int frames)
    {
        var plan = recipe.Network;
        long sum = 0;
        int steps = 0;
        foreach (var branch in plan.Branches)
        {
            var (channels, height) = branch.InputSize(recipe.Features);
            steps = frames;
            foreach (var block in branch.Blocks)
            {
                sum += Block(block, ref channels, ref height, ref steps);
            }

            sum += (long)channels * height * branch.Outputs * steps;
        }

        long sequence = plan.Channels(recipe.Features), dense = plan.DenseUnits > 0 ? plan.DenseUnits : 2 * sequence;
        return sum + (2 * sequence * plan.AttentionUnits * steps) + (2 * sequence * plan.DenseUnits) + (dense * labels);
    }

    /// <summary>Random inputs of clips that are speech all through.</summary>
    public Values Input(int clips, int frames)
    {
        using var scope = NewDisposeScope();
        Tensor[] seen = [.. recipe.Network.Branches.Select(branch =>
        {
            var (channels, height) = branch.InputSize(recipe.Features);
            return (branch.IsPicture ? randn(clips, 1, height, frames) : randn(clips, channels, frames)).DetachFromDisposeScope();
        })];
        var valid = ones(clips, frames).DetachFromDisposeScope();
        return new Values(
            new NetworkInput(seen, valid),
            [
                .. seen.Select(values => OrtValue.CreateTensorValueFromMemory(values.data<float>().ToArray(), values.shape)),
                OrtValue.CreateTensorValueFromMemory(valid.data<float>().ToArray(), [clips, 1, frames]),
            ]);
    }

    /// <summary>One pass through ONNX Runtime.</summary>
    public float[] Run(InferenceSession session, Values input)
    {
        using var run = new RunOptions();
        using var results = session.Run(run, [.. branches, Valid], input.Graph, [Logits]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>One pass through libtorch.</summary>
    public float[] RunLibtorch(Values input, bool channelsLast)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var logits = channelsLast ? this.channelsLast.call(input.Torch) : contiguous.Layers(input.Torch);
        return logits.data<float>().ToArray();
    }

    public void Dispose()
    {
        channelsLast.Dispose();
        contiguous.Dispose();
    }

    private static long Block(ConvolutionPlan block, ref int channels, ref int height, ref int width)
    {
        height = Ceiling(height, block.Stride.Height);
        width = Ceiling(width, block.Stride.Width);
        long sum = (long)height * width * block.Channels * channels * block.Kernel.Height * block.Kernel.Width;
        height = Ceiling(height, block.Pool.Height);
        width = Ceiling(width, block.Pool.Width);
        channels = block.Channels;
        return sum;
    }

    private static int Ceiling(int count, int divisor) => (count + divisor - 1) / divisor;

    /// <summary>The same numbers for both.</summary>
    internal sealed record Values(NetworkInput Torch, OrtValue[] Graph);
}
