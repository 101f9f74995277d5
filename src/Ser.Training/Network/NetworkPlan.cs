using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ser.Training.Network;

/// <summary>
/// A network as data: the module that trains and the graph that ships are both built from it, so that they cannot part.
/// </summary>
/// <remarks>
/// Two branches look at the clip. The plane branch sees the log-mel spectrogram as a picture (two-dimensional convolutions);
/// the row branch sees MFCC, level and zero-crossing rate as curves (one-dimensional convolutions). Both end at one value per
/// eight frames; attentive statistics over time (Okabe et al. 2018, arXiv 1803.10963) turn any length into one vector.
/// </remarks>
public sealed record NetworkPlan
{
    /// <summary>The default network: about 200 000 parameters, 33 million multiply-adds for a clip of 2.5 s.</summary>
    public static NetworkPlan Default { get; } = new()
    {
        Name = "attentive-cnn",
        Plane =
        [
            new(16, (5, 5), Stride: 2, Pool: (1, 1)),
            new(32, (3, 3), Stride: 1, Pool: (2, 2)),
            new(48, (3, 3), Stride: 1, Pool: (2, 2)),
            new(64, (3, 3), Stride: 1, Pool: (2, 1)),
            new(96, (3, 3), Stride: 1, Pool: (1, 1)),
        ],
        PlaneOutputs = 128,
        Row =
        [
            new(48, (1, 5), Stride: 2, Pool: (1, 2)),
            new(48, (1, 5), Stride: 1, Pool: (1, 2)),
            new(48, (1, 3), Stride: 1, Pool: (1, 1)),
        ],
        AttentionUnits = 64,
        Dropout = 0.3,
    };

    /// <summary>Name by which people choose it.</summary>
    public required string Name { get; init; }

    /// <summary>Blocks over the log-mel plane.</summary>
    public required IReadOnlyList<ConvolutionPlan> Plane { get; init; }

    /// <summary>Channels to which the plane's remaining bands and channels are mixed.</summary>
    public required int PlaneOutputs { get; init; }

    /// <summary>Blocks over the rows; height 1.</summary>
    public required IReadOnlyList<ConvolutionPlan> Row { get; init; }

    /// <summary>Hidden units of the attention.</summary>
    public required int AttentionUnits { get; init; }

    /// <summary>Share of the pooled vector that is dropped in training.</summary>
    public required double Dropout { get; init; }

    /// <summary>Frames that one step of the pooled sequence stands for.</summary>
    [JsonIgnore]
    public int TimeReduction => Row.Aggregate(1, (frames, block) => frames * block.Stride * block.Pool.Width);

    /// <summary>Bands that are left above the plane's last block.</summary>
    /// <param name="bands">Bands of the spectrogram.</param>
    public int BandsLeft(int bands) => Plane.Aggregate(bands, (left, block) => block.Outputs(left, block.Pool.Height));

    /// <summary>The plan as the model card holds it.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, NetworkPlanJson.Default.NetworkPlan);
}

/// <summary>Convolution (no bias), max pooling, batch normalisation, ReLU, in this order.</summary>
/// <param name="Channels">Output channels.</param>
/// <param name="Kernel">Bands × frames, odd; padded so that only stride and pooling shorten.</param>
/// <param name="Stride">Of the convolution, in every direction in which the kernel is wider than 1.</param>
/// <param name="Pool">Bands × frames; an incomplete window at the end counts.</param>
/// <remarks>Pooling stands before normalisation because that leaves a quarter of the elements to normalise.</remarks>
public sealed record ConvolutionPlan(int Channels, Window Kernel, int Stride, Window Pool)
{
    /// <summary>Length that is left of <paramref name="inputs"/> in a direction in which <paramref name="pool"/> is pooled.</summary>
    public int Outputs(int inputs, int pool) => Ceiling(Ceiling(inputs, Stride), pool);

    private static int Ceiling(int count, int divisor) => (count + divisor - 1) / divisor;
}

/// <summary>A size over bands and frames.</summary>
/// <param name="Height">In bands.</param>
/// <param name="Width">In frames.</param>
public readonly record struct Window(int Height, int Width)
{
    /// <summary>Lets a pair stand for a window.</summary>
    public static implicit operator Window((int Height, int Width) pair) => new(pair.Height, pair.Width);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NetworkPlan))]
internal sealed partial class NetworkPlanJson : JsonSerializerContext;
