using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Ser.Audio;
using Ser.Core;
using Ser.Features;
using Ser.Inference;
using Ser.Training;
using Ser.Training.Data;
using Ser.Training.Fitting;

namespace Ser.Tests.Training.Onnx;

/// <summary>Models for other programs: the network alone, and ONNX Runtime's own format.</summary>
public sealed class FeatureModelTests
{
    private const double Tolerance = 1e-3, LibtorchTolerance = 1e-4;   // of a probability, as promised

    private static readonly Recipe Recipe = new();
    private static readonly byte[] Whole = ExportTests.RandomModel(Recipe).Bytes;

    [Fact]
    public void Features_of_extract_give_the_probabilities_that_the_sound_gives()
    {
        using var model = EmotionModel.Load(Whole, "model.onnx");
        using var network = new InferenceSession(FeatureModel.Cut(Whole, "model.onnx"));
        foreach (string file in Sounds.DemoClips())
        {
            var waveform = AudioFile.Read(file);
            RequireClose(model.Predict(waveform).Probabilities, Run(network, Features(waveform.Samples)), file);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Libtorch_and_all_exports_agree_on_four_actors_of_RAVDESS(bool trains)
    {
        string folder = TestData.Require("datasets", "ravdess");
        var (trained, whole) = trains ? Trained() : ExportTests.RandomModel(Recipe);
        using var check = new AgreementCheck(Recipe, trained, ExportTests.Labels.Length);
        using var model = EmotionModel.Load(whole, "model.onnx");
        using var network = new InferenceSession(FeatureModel.Cut(whole, "model.onnx"));
        using var ort = new InferenceSession(OrtFormat.From(whole, "model.onnx"));
        string[] files = [.. Enumerable.Range(21, 4).SelectMany(actor => Directory.GetFiles(Path.Combine(folder, $"Actor_{actor}")))];
        Assert.Equal(240, files.Length);
        using var garbage = new GarbagePause();
        foreach (string file in files)
        {
            garbage.Collect();
            var waveform = AudioFile.Read(file).AtRate(Recipe.Features.SampleRate);
            using (new GarbagePause())   // as in the product: a collection would free numbers that libtorch is reading
            {
                Assert.InRange(check.Difference(model, waveform), 0, LibtorchTolerance);
            }

            float[] expected = model.Predict(waveform).Probabilities;
            RequireClose(expected, Run(network, Features(waveform.Samples)), file);
            RequireClose(expected, Run(ort, [("samples", waveform.Samples, [1, waveform.Samples.Length])]), file);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ONNX_Runtimes_own_format_holds_the_same_model_and_its_card(bool features)
    {
        byte[] onnx = features ? FeatureModel.Cut(Whole, "model.onnx") : Whole;
        byte[] bytes = OrtFormat.From(onnx, "model.onnx");
        Assert.True(OrtFormat.Is(bytes));
        Assert.False(OrtFormat.Is(onnx));
        using var model = EmotionModel.Load(Whole, "model.onnx");
        using var ort = new InferenceSession(bytes);
        Assert.Equal(model.Card.ToJson(), ort.ModelMetadata.CustomMetadataMap[ModelCard.MetadataKey]);
        float[] samples = Sounds.Syllable(30_000, 140, 1);
        RequireClose(model.Predict(samples, 16_000).Probabilities, Run(ort, features ? Features(samples) : [("samples", samples, [1, samples.Length])]), "syllable");
    }

    [Fact]
    public void The_network_alone_has_the_inputs_outputs_and_card_that_are_documented_and_no_analysis()
    {
        byte[] cut = FeatureModel.Cut(Whole, "model.onnx");
        using var session = new InferenceSession(cut);
        Assert.Equal(["log_mel", "pitchgram", "rms", "zcr"], session.InputMetadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([-1, 64, -1], session.InputMetadata["log_mel"].Dimensions);
        Assert.Equal([-1, -1], session.InputMetadata["rms"].Dimensions);
        Assert.Equal(["embedding", "logits", "probabilities"], session.OutputMetadata.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("fourier", System.Text.Encoding.Latin1.GetString(cut), StringComparison.Ordinal);
        Assert.InRange(cut.Length, 1, Whole.Length - (4 * 64 * 272));   // at least without the mel filters

        // The card stands at the end, where the lines of docs/model-format.md look for it.
        string tail = System.Text.Encoding.UTF8.GetString(cut);
        using var model = EmotionModel.Load(Whole, "model.onnx");
        Assert.EndsWith(model.Card.ToJson(), tail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_other_programs_get_is_not_taken_for_a_model_of_sound()
    {
        byte[] cut = FeatureModel.Cut(Whole, "model.onnx");
        Assert.StartsWith("network.onnx: takes features", Refusal(() => EmotionModel.Load(cut, "network.onnx")), StringComparison.Ordinal);
        Assert.StartsWith("network.onnx: takes features", Refusal(() => FeatureModel.Cut(cut, "network.onnx")), StringComparison.Ordinal);
        Assert.StartsWith("model.ort: is in ONNX Runtime's own format", Refusal(() => EmotionModel.Load(OrtFormat.From(Whole, "model.onnx"), "model.ort")), StringComparison.Ordinal);
    }

    /// <summary>A network after two epochs of the demo corpus, whose files are named as RAVDESS' are.</summary>
    private static (TrainedEnsemble, byte[]) Trained()
    {
        TorchRuntime.Prepare();
        TrainingClip[] clips = [.. Sounds.DemoClips().Select(file => new TrainingClip(
            file, int.Parse(Path.GetFileName(file).Split('-')[2], CultureInfo.InvariantCulture) - 1, Sounds.Rows(AudioFile.Read(file).AtRate(16_000).Samples), []))];
        var trained = new EnsembleTrainer(Recipe with { Epochs = 2 }, ExportTests.Labels, 2, new QuietObserver()).Train(clips, clips, TestContext.Current.CancellationToken);
        return (trained, ExportTests.Export(Recipe, trained));
    }

    private static string Refusal(Func<object> action)
    {
        string message = Assert.Throws<UserError>(action).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    /// <summary>What <c>ser extract --frames --preset emotion -f logmel,zcr,rms,pitchgram</c> computes.</summary>
    private static (string, float[], long[])[] Features(float[] samples)
    {
        var features = new FeatureExtractor(Recipe.Features).Extract(samples, FeatureKinds.LogMel | FeatureKinds.Zcr | FeatureKinds.Rms | FeatureKinds.Pitchgram);
        int bands = Recipe.Features.MelBands;
        float[] logMel = Columns("log_mel_00", bands), pitchgram = Columns("pitchgram_00", Pitchgram.Rows);
        return
        [
            ("log_mel", logMel, [1, bands, features.Frames]),
            ("rms", features.Column("rms").ToArray(), [1, features.Frames]),
            ("zcr", features.Column("zcr").ToArray(), [1, features.Frames]),
            ("pitchgram", pitchgram, [1, Pitchgram.Rows, features.Frames]),
        ];

        float[] Columns(string name, int count) =>
            [.. Enumerable.Range(features.IndexOf(name), count).SelectMany(column => features.Column(column).ToArray())];
    }

    private static float[] Run(InferenceSession session, (string Name, float[] Values, long[] Shape)[] inputs)
    {
        using var run = new RunOptions();
        OrtValue[] values = [.. inputs.Select(input => OrtValue.CreateTensorValueFromMemory(input.Values, input.Shape))];
        using var results = session.Run(run, [.. inputs.Select(input => input.Name)], values, ["probabilities"]);
        Array.ForEach(values, value => value.Dispose());
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static void RequireClose(float[] expected, float[] actual, string what) =>
        Assert.True(expected.Zip(actual).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance), what);
}
