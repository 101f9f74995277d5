using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Features;
using TorchSharp;
using static TorchSharp.torch;

namespace Ser.Training.Network;

/// <summary>Statistics by which the network's input is standardised; fitted on the training part and on nothing else.</summary>
/// <param name="BandDeviation">Per band: deviation of the log-mel level in dB from the clip's own mean.</param>
/// <param name="RowMean">Mean of every curve: MFCC, level in dB, zero-crossing rate, and pitch, relative pitch and voicing where a network looks at them.</param>
/// <param name="RowDeviation">Standard deviation of the same.</param>
internal sealed record Normalisation(IReadOnlyList<float> BandDeviation, IReadOnlyList<float> RowMean, IReadOnlyList<float> RowDeviation)
{
    /// <summary>A row that hardly moves is left small instead of being blown up to noise.</summary>
    private const double LeastDeviation = 1e-3;

    /// <summary>Fits the statistics over all frames of the given clips.</summary>
    /// <param name="plan">The analysis.</param>
    /// <param name="network">What looks at the rows.</param>
    /// <param name="clips">The training clips, without augmented copies; at least one.</param>
    public static Normalisation Fit(FeaturePlan plan, NetworkPlan network, IEnumerable<ClipRows> clips)
    {
        using var raw = new InputStage(plan, network, new Normalisation([1], [0], [1]));
        double[] bandSquares = [], sums = [], squares = [];
        long frames = 0;
        using var garbage = GarbagePause.Holds ? null : new GarbagePause();
        foreach (var clip in clips)
        {
            garbage?.Collect();
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            using var values = clip.Lease();
            var rows = tensor(values.Values.ToArray(), 1, clip.Frames, clip.Rows).transpose(1, 2);
            var mask = ones(1, 1, clip.Frames);
            var curves = raw.Curves(rows, mask).to(ScalarType.Float64);
            bandSquares = Sum(bandSquares, raw.Centred(rows, mask).to(ScalarType.Float64).square());
            sums = Sum(sums, curves);
            squares = Sum(squares, curves.square());
            frames += clip.Frames;
        }

        return new Normalisation(
            [.. bandSquares.Select(square => Deviation(square / frames))],
            [.. sums.Select(sum => (float)(sum / frames))],
            [.. sums.Zip(squares, (sum, square) => Deviation((square / frames) - (sum / frames * (sum / frames))))]);
    }

    /// <summary>The statistics as the model card holds them.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, NormalisationJson.Default.Normalisation);

    /// <summary>Adds the sums over time of 1 × rows × frames.</summary>
    private static double[] Sum(double[] before, Tensor values)
    {
        double[] sums = [.. values.sum(2).data<double>()];
        return before.Length == 0 ? sums : [.. before.Zip(sums, (a, b) => a + b)];
    }

    private static float Deviation(double variance) => (float)Math.Max(LeastDeviation, Math.Sqrt(Math.Max(0, variance)));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Normalisation))]
internal sealed partial class NormalisationJson : JsonSerializerContext;
