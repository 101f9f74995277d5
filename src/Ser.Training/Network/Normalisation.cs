using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Features;

namespace Ser.Training.Network;

/// <summary>Statistics by which the network's input is standardised; fitted on the training part and on nothing else.</summary>
/// <param name="BandDeviation">Per band: deviation of the log-mel level in dB from the clip's own mean.</param>
/// <param name="RowMean">Mean of every row: MFCC, level in dB, zero-crossing rate.</param>
/// <param name="RowDeviation">Standard deviation of the same.</param>
internal sealed record Normalisation(IReadOnlyList<float> BandDeviation, IReadOnlyList<float> RowMean, IReadOnlyList<float> RowDeviation)
{
    /// <summary>A row that hardly moves is left small instead of being blown up to noise.</summary>
    private const double LeastDeviation = 1e-3;

    /// <summary>Fits the statistics over all frames of the given clips.</summary>
    /// <param name="plan">The analysis.</param>
    /// <param name="clips">The training clips, without augmented copies; at least one.</param>
    public static Normalisation Fit(FeaturePlan plan, IEnumerable<ClipRows> clips)
    {
        int bands = plan.MelBands, coefficients = plan.MfccCount, curves = coefficients + ClipRows.LevelRows;
        float[] cosines = Dct.Orthonormal(coefficients, bands);
        var bandSquares = new double[bands];
        var sums = new double[curves];
        var squares = new double[curves];
        long frames = 0;
        foreach (var clip in clips)
        {
            double[] clipMean = MeanOf(clip, bands);
            for (int t = 0; t < clip.Frames; t++, frames++)
            {
                var frame = clip.Frame(t);
                for (int band = 0; band < bands; band++)
                {
                    double difference = frame[band] - clipMean[band];
                    bandSquares[band] += difference * difference;
                }

                for (int curve = 0; curve < curves; curve++)
                {
                    double value = curve < coefficients
                        ? Product(cosines.AsSpan(curve * bands, bands), frame)
                        : frame[bands + curve - coefficients];
                    sums[curve] += value;
                    squares[curve] += value * value;
                }
            }
        }

        return new Normalisation(
            [.. bandSquares.Select(square => Deviation(square / frames))],
            [.. sums.Select(sum => (float)(sum / frames))],
            [.. sums.Zip(squares, (sum, square) => Deviation((square / frames) - (sum / frames * (sum / frames))))]);
    }

    /// <summary>The statistics as the model card holds them.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, NormalisationJson.Default.Normalisation);

    private static float Deviation(double variance) => (float)Math.Max(LeastDeviation, Math.Sqrt(Math.Max(0, variance)));

    private static double[] MeanOf(ClipRows clip, int bands)
    {
        var mean = new double[bands];
        for (int t = 0; t < clip.Frames; t++)
        {
            var frame = clip.Frame(t);
            for (int band = 0; band < bands; band++)
            {
                mean[band] += frame[band] / clip.Frames;
            }
        }

        return mean;
    }

    private static double Product(ReadOnlySpan<float> weights, ReadOnlySpan<float> values)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += (double)weights[i] * values[i];
        }

        return sum;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Normalisation))]
internal sealed partial class NormalisationJson : JsonSerializerContext;
