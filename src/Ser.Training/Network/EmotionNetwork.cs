using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ser.Training.Network;

/// <summary>The trainable form of a <see cref="NetworkPlan"/>: standardised plane and rows → one logit per class.</summary>
internal sealed class EmotionNetwork : nn.Module<NetworkInput, Tensor>
{
    /// <summary>How the names of the classifier's weights begin; all others do not depend on the labels.</summary>
    public const string Head = "classes.";

    private readonly ModuleList<ConvolutionBlock> plane = [];
    private readonly ModuleList<ConvolutionBlock> row = [];
    private readonly ConvolutionBlock mix;
    private readonly AttentivePooling pooling;
    private readonly BatchNorm1d normalisation;
    private readonly Linear classes;
    private readonly int timeReduction;
    private readonly double dropout;

    /// <param name="plan">The layers.</param>
    /// <param name="bands">Bands of the plane.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="labels">Number of classes.</param>
    public EmotionNetwork(NetworkPlan plan, int bands, int rows, int labels) : base("network")
    {
        int planeChannels = Stack(plane, "plane", 1, plan.Plane);
        int rowChannels = Stack(row, "row", rows, plan.Row);
        mix = new ConvolutionBlock("mix", planeChannels * plan.BandsLeft(bands), new ConvolutionPlan(plan.PlaneOutputs, (1, 1), 1, (1, 1)));
        int channels = plan.PlaneOutputs + rowChannels;
        pooling = new AttentivePooling("pooling", channels, plan.AttentionUnits);
        normalisation = nn.BatchNorm1d(2 * channels);
        classes = nn.Linear(2 * channels, labels);
        timeReduction = plan.TimeReduction;
        dropout = plan.Dropout;
        RegisterComponents();
    }

    /// <param name="recipe">Plan and analysis.</param>
    /// <param name="labels">Number of classes.</param>
    public EmotionNetwork(Recipe recipe, int labels)
        : this(recipe.Network, recipe.Features.MelBands, recipe.Features.MfccCount + ClipRows.LevelRows, labels)
    {
    }

    /// <summary>Trainable numbers.</summary>
    public long ParameterCount => parameters().Sum(p => p.numel());

    public override Tensor forward(NetworkInput input) => Layers(MemoryLayout.ChannelsLast(input.Plane), input);

    /// <summary>All layers, with the plane in the memory layout that it has.</summary>
    /// <param name="picture">clips × 1 × bands × frames.</param>
    /// <param name="input">The rest; its plane is not looked at.</param>
    internal Tensor Layers(Tensor picture, NetworkInput input)
    {
        foreach (var block in plane)
        {
            picture = block.call(picture);
        }

        picture = mix.call(picture.flatten(1, 2).unsqueeze(2));        // bands and channels → channels × 1 × steps

        var curves = input.Rows.unsqueeze(2);                          // clips × rows × 1 × frames
        foreach (var block in row)
        {
            curves = block.call(curves);
        }

        var sequence = cat([picture, curves], dim: 1).squeeze(2);
        var share = nn.functional.avg_pool1d(input.Valid.unsqueeze(1), timeReduction, timeReduction, ceil_mode: true);
        var embedding = normalisation.call(pooling.call(sequence, share));
        return classes.call(input.Noise is { } noise && training ? Drop(embedding, noise) : embedding);
    }

    /// <summary>Dropout from a generator of its own, so that networks that train side by side do not draw from each other's.</summary>
    private Tensor Drop(Tensor values, Generator noise) => values * rand(values.shape, generator: noise).ge(dropout) / (1 - dropout);

    private static int Stack(ModuleList<ConvolutionBlock> blocks, string name, int channels, IReadOnlyList<ConvolutionPlan> plans)
    {
        foreach (var plan in plans)
        {
            blocks.Add(new ConvolutionBlock($"{name}{blocks.Count}", channels, plan));
            channels = plan.Channels;
        }

        return channels;
    }
}

/// <summary>What the network looks at.</summary>
/// <param name="Plane">clips × 1 × bands × frames, standardised, 0 outside the speech.</param>
/// <param name="Rows">clips × rows × frames, standardised, 0 outside the speech.</param>
/// <param name="Valid">clips × frames: 1 for speech, 0 for the rest.</param>
/// <param name="Noise">What dropout draws from in training; null for no dropout.</param>
internal readonly record struct NetworkInput(Tensor Plane, Tensor Rows, Tensor Valid, Generator? Noise = null);
