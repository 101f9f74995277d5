using Ser.Audio;
using Ser.Core;
using Ser.Features;
using Ser.Inference;
using Ser.Training.Fitting;
using Ser.Training.Network;
using static TorchSharp.torch;

namespace Ser.Training;

/// <summary>
/// Compares the written model with what was trained: features in C# and the network in libtorch on one side, the ONNX file on
/// the other, on real clips.
/// </summary>
internal sealed class AgreementCheck : IDisposable
{
    /// <summary>Largest difference of a probability that rounding may explain.</summary>
    public const double Tolerance = 1e-3;

    private readonly Recipe recipe;
    private readonly FeatureExtractor extractor;
    private readonly InputStage inputStage;
    private readonly EmotionNetwork[] members;
    private readonly double temperature;

    public AgreementCheck(Recipe recipe, TrainedEnsemble ensemble, int labels)
    {
        this.recipe = recipe;
        extractor = new FeatureExtractor(recipe.Features);
        inputStage = new InputStage(recipe.Features, recipe.Network, ensemble.Members[0].Normalisation);
        members = [.. ensemble.Members.Select(trained => Restored(trained, new EmotionNetwork(recipe, labels)))];
        temperature = ensemble.Temperature;
    }

    /// <summary>Probabilities by C# features and libtorch, calibrated as the file's are.</summary>
    /// <param name="waveform">At the rate of the recipe's features.</param>
    /// <param name="map">What the raw rows go through, as in a file that has the same; null for nothing.</param>
    public float[] Probabilities(Waveform waveform, RowAffine? map = null)
    {
        var layout = RowLayout.Of(recipe);
        var features = extractor.Extract(waveform.Samples, layout.Kinds);
        var (start, end) = SpeechSpan.Find(features.Column("rms"), recipe.SilenceDb, recipe.SilenceMargin);
        var rows = ClipRows.From(layout, features, 0, features.Frames);
        rows = map?.Map(rows) ?? rows;
        var valid = new float[features.Frames];
        valid.AsSpan(start, end - start).Fill(1);

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var lease = rows.Lease();
        var input = inputStage.Prepare(
            tensor(lease.Values.ToArray(), 1, rows.Frames, rows.Rows).transpose(1, 2).contiguous(), tensor(valid, 1, rows.Frames));
        var together = members.Select(network => nn.functional.log_softmax(network.call(input), dim: 1)).Aggregate((sum, verdict) => sum + verdict);
        return [.. nn.functional.softmax(together / (members.Length * temperature), dim: 1).data<float>()];
    }

    /// <summary>The largest difference of a probability between both ways on a clip; 0 for silence, of which the file is not asked.</summary>
    public double Difference(EmotionModel model, Waveform waveform)
    {
        var atRate = waveform.AtRate(recipe.Features.SampleRate);
        var prediction = model.Predict(atRate);
        return prediction.Silent ? 0 : Probabilities(atRate).Zip(prediction.Probabilities, (a, b) => Math.Abs((double)a - b)).Max();
    }

    /// <summary>Refuses a model that differs by more than <see cref="Tolerance"/> on one of the clips.</summary>
    /// <returns>The largest difference seen.</returns>
    /// <exception cref="UserError">The two differ; the model must not be used.</exception>
    public double Require(EmotionModel model, IEnumerable<Waveform> clips)
    {
        using var garbage = new GarbagePause();
        double[] differences = [.. clips.Select(clip => Difference(model, clip))];
        double largest = differences.DefaultIfEmpty(0).Max();
        return differences.All(difference => difference <= Tolerance)   // not for a difference that is no number
            ? largest
            : throw new UserError($"the ONNX model and libtorch differ by {largest:0.0000} in probability (at most {Tolerance}); this is a fault of ser, please report it");
    }

    public void Dispose()
    {
        foreach (var network in members)
        {
            network.Dispose();
        }

        inputStage.Dispose();
    }

    private static EmotionNetwork Restored(TrainedNetwork trained, EmotionNetwork network)
    {
        trained.Weights.Restore(network);
        network.eval();
        return network;
    }
}
