using BenchmarkDotNet.Attributes;
using Ser.Features;
using Ser.Training;
using Ser.Training.Data;
using Ser.Training.Fitting;
using Ser.Training.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ser.Benchmarks.Training;

/// <summary>One update of the default network on a batch that is ready: losses, gradients, step, moving average.</summary>
public class TrainingUpdate : IDisposable
{
    private const int Labels = 8;

    private static readonly Recipe Recipe = new();

    private Batch[] batches = [];
    private InputStage? inputStage;
    private EmotionNetwork? network, average;
    private Tensor? classWeights;
    private AdamW? optimizer;
    private WeightAverage? averaging;
    private ShardedStep? step;
    private int update;

    /// <summary>The default recipe has two shards, so more threads than two have nothing to do.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        TorchRuntime.Prepare();
        random.manual_seed(Recipe.Seed);
        TrainingClip[] clips = [.. Enumerable.Range(0, 4 * Recipe.BatchSize).Select(Clip)];
        batches = [.. new BatchSource(Recipe, clips, Labels).Batches(Recipe.UpdatesPerEpoch(clips.Length), CancellationToken.None)];
        inputStage = new InputStage(Recipe.Features, Recipe.Network, Normalisation.Fit(Recipe.Features, Recipe.Network, clips.Select(clip => clip.Recording)));
        network = NewNetwork();
        average = NewNetwork();
        averaging = new WeightAverage(network, average, Recipe.AverageDecay);

        // One group instead of the Trainer's two, which differ in weight decay only; the work is the same.
        optimizer = optim.AdamW(network.parameters(), Recipe.LearningRate, weight_decay: Recipe.WeightDecay);
        classWeights = ones(Labels);
        step = new ShardedStep(Recipe, Labels, network, NewNetwork, inputStage, classWeights, Threads);
    }

    [Benchmark]
    public double Update()
    {
        double loss = step!.Run(batches[update++ % batches.Length]);
        using var scope = NewDisposeScope();
        nn.utils.clip_grad_norm_(network!.parameters(), Recipe.GradientClip);
        optimizer!.step();
        averaging!.Update();
        return loss;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        step?.Dispose();   // and with it the network, which is its first shard's
        optimizer?.Dispose();
        classWeights?.Dispose();
        average?.Dispose();
        inputStage?.Dispose();
        GC.SuppressFinalize(this);
    }

    private static EmotionNetwork NewNetwork() =>
        new(Recipe, Labels);

    private static TrainingClip Clip(int number)
    {
        var plan = Recipe.Features;
        var layout = RowLayout.Of(Recipe);
        var features = new FeatureExtractor(plan).Extract(
            Voice.Samples(2 + (0.1 * (number % 20)), plan.SampleRate, hz: 90 + (30 * (number % Labels))),
            layout.Kinds);
        return new TrainingClip($"{number}", number % Labels, ClipRows.From(layout, features, 0, features.Frames), []);
    }
}
