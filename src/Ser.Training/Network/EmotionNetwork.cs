using Ser.Features;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ser.Training.Network;

/// <summary>The trainable form of a <see cref="NetworkPlan"/>: standardised inputs → one logit per class.</summary>
internal sealed class EmotionNetwork : nn.Module<NetworkInput, Tensor>
{
    /// <summary>How the names of the classifier's weights begin; all others do not depend on the labels.</summary>
    public const string Head = "classes.";

    private readonly ModuleList<Branch> branches = [];
    private readonly AttentivePooling pooling;
    private readonly BatchNorm1d normalisation;
    private readonly Linear? dense;
    private readonly Linear classes;
    private readonly int trainedReduction, usedReduction;
    private readonly double dropout;

    /// <param name="plan">The layers.</param>
    /// <param name="features">The analysis.</param>
    /// <param name="labels">Number of classes.</param>
    public EmotionNetwork(NetworkPlan plan, FeaturePlan features, int labels) : base("network")
    {
        foreach (var branch in plan.Validated().Branches)
        {
            branches.Add(new Branch(branch, features, plan.FinerSteps));
        }

        int channels = plan.Channels(features);
        pooling = new AttentivePooling("pooling", channels, plan.AttentionUnits);
        normalisation = nn.BatchNorm1d(2 * channels);
        dense = plan.DenseUnits > 0 ? nn.Linear(2 * channels, plan.DenseUnits) : null;
        classes = nn.Linear(plan.DenseUnits > 0 ? plan.DenseUnits : 2 * channels, labels);
        trainedReduction = plan.ReductionOf(training: true);
        usedReduction = plan.ReductionOf(training: false);
        dropout = plan.Dropout;
        RegisterComponents();
    }

    /// <param name="recipe">Plan and analysis.</param>
    /// <param name="labels">Number of classes.</param>
    public EmotionNetwork(Recipe recipe, int labels)
        : this(recipe.Network, recipe.Features, labels)
    {
    }

    /// <summary>Trainable numbers.</summary>
    public long ParameterCount => parameters().Sum(p => p.numel());

    public override Tensor forward(NetworkInput input) =>
        Layers(input with { Branches = [.. input.Branches.Select(branch => branch.dim() == 4 ? MemoryLayout.ChannelsLast(branch) : branch)] });

    /// <summary>All layers, with pictures in the memory layout that they have.</summary>
    internal Tensor Layers(NetworkInput input)
    {
        var ends = branches.Zip(input.Branches, (branch, seen) => branch.call(seen)).ToArray();
        var sequence = (ends.Length == 1 ? ends[0] : cat(ends, dim: 1)).squeeze(2);
        int timeReduction = training ? trainedReduction : usedReduction;
        var share = nn.functional.avg_pool1d(input.Valid.unsqueeze(1), timeReduction, timeReduction, ceil_mode: true);
        var embedding = normalisation.call(pooling.call(sequence, share));
        if (dense is not null)
        {
            embedding = nn.functional.relu(dense.call(embedding));
        }

        return classes.call(input.Noise is { } noise && training ? Drop(embedding, noise) : embedding);
    }

    /// <summary>Dropout from a generator of its own, so that networks that train side by side do not draw from each other's.</summary>
    private Tensor Drop(Tensor values, Generator noise) => values * rand(values.shape, generator: noise).ge(dropout) / (1 - dropout);
}
