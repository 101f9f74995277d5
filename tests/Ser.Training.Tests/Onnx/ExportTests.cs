using System.Text.Json;
using Ser.Audio;
using Ser.Features;
using Ser.Inference;
using Ser.Training;
using Ser.Training.Fitting;
using Ser.Training.Network;
using Ser.Training.Onnx;
using static TorchSharp.torch;

namespace Ser.Tests.Training.Onnx;

/// <summary>The file that ships computes what was trained.</summary>
public sealed class ExportTests
{
    private const double Tolerance = 1e-4;   // of a probability; single precision on both sides

    internal static readonly string[] Labels = ["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise", "calm"];

    private static readonly Recipe Recipe = new();

    [Theory]
    [InlineData(1, false)]
    [InlineData(300, false)]
    [InlineData(2048, true)]
    [InlineData(16_000, false)]
    [InlineData(50_123, false)]
    [InlineData(50_123, true)]
    public void File_and_libtorch_agree_at_every_length(int samples, bool positiveScales)
    {
        var (trained, bytes) = RandomModel(Recipe, positiveScales: positiveScales);
        using var model = EmotionModel.Load(bytes, "random.onnx");
        using var check = new AgreementCheck(Recipe, trained, Labels.Length);
        Assert.InRange(check.Difference(model, new Waveform(Sounds.Syllable(samples, 120, samples), 16_000)), 0, Tolerance);
    }

    [Fact]
    public void File_and_libtorch_agree_on_the_demo_corpus_with_weights_at_random()
    {
        var (trained, bytes) = RandomModel(Recipe);
        RequireAgreement(trained, bytes, Sounds.DemoClips());
    }

    [Fact]
    public void File_and_libtorch_agree_on_the_demo_corpus_after_a_training()
    {
        TorchRuntime.Prepare();
        var clips = Sounds.Clips(32, Labels.Length);
        var recipe = Recipe with { Epochs = 6, BatchSize = 8 };
        var trained = new EnsembleTrainer(recipe, Labels, 2, new QuietObserver()).Train(clips, clips, TestContext.Current.CancellationToken);
        Assert.NotEqual(1, trained.Temperature);
        RequireAgreement(trained, Export(recipe, trained), Sounds.DemoClips());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void File_and_libtorch_agree_on_an_actor_of_RAVDESS(bool positiveScales)
    {
        string folder = TestData.Require("datasets", "ravdess", "Actor_24");
        var (trained, bytes) = RandomModel(Recipe, positiveScales: positiveScales);
        RequireAgreement(trained, bytes, Directory.GetFiles(folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Probabilities_are_those_of_the_logits_and_both_are_calibrated()
    {
        const double temperature = 2.5;
        var (trained, plain) = RandomModel(Recipe);
        byte[] calibrated = Export(Recipe, trained with { Calibration = new Calibration(temperature, 100, 1, 0.9, 0.2, 0.1) });
        float[] samples = Sounds.Syllable(20_000, 140, 1);
        string[] outputs = [ModelCard.ProbabilitiesOutput, ModelCard.LogitsOutput, ModelCard.EmbeddingOutput];
        var before = GraphRunner.Run(plain, samples, 1, outputs);
        var after = GraphRunner.Run(calibrated, samples, 1, outputs);

        Assert.Equal(before[ModelCard.EmbeddingOutput], after[ModelCard.EmbeddingOutput]);
        double[] logits = [.. after[ModelCard.LogitsOutput].Select(logit => (double)logit)];
        Assert.All(before[ModelCard.LogitsOutput].Zip(logits), pair => Assert.Equal(pair.First / temperature, pair.Second, 1e-5));
        double sum = logits.Sum(Math.Exp);
        Assert.All(after[ModelCard.ProbabilitiesOutput].Zip(logits), pair => Assert.Equal(Math.Exp(pair.Second) / sum, pair.First, 1e-6));
        using var model = EmotionModel.Load(calibrated, "calibrated.onnx");
        Assert.Equal(temperature, model.Card.Calibration!.Temperature);
    }

    [Fact]
    public void Several_clips_of_a_length_are_labelled_at_once_as_each_alone()
    {
        var (_, bytes) = RandomModel(Recipe);
        float[] one = Sounds.Syllable(12_345, 140, 1), two = Sounds.Syllable(12_345, 220, 2);
        string output = ModelCard.ProbabilitiesOutput;
        float[] both = GraphRunner.Run(bytes, [.. one, .. two], 2, output)[output];
        float[] apart = [.. GraphRunner.Run(bytes, one, 1, output)[output], .. GraphRunner.Run(bytes, two, 1, output)[output]];
        Assert.All(apart.Zip(both), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void File_and_libtorch_agree_on_silence()
    {
        var (trained, bytes) = RandomModel(Recipe);
        using var model = EmotionModel.Load(bytes, "random.onnx");
        using var check = new AgreementCheck(Recipe, trained, Labels.Length);
        var silence = new Waveform(new float[8000], 16_000);
        float[] graph = GraphRunner.Run(bytes, silence.Samples, 1, ModelCard.ProbabilitiesOutput)[ModelCard.ProbabilitiesOutput];
        Assert.All(check.Probabilities(silence).Zip(graph), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        Assert.True(model.Predict(silence).Silent);
        Assert.Equal(0, check.Difference(model, silence));   // a silent clip of a corpus does not stop its training
    }

    public static TheoryData<string> Names => [.. Architectures.All.Select(plan => plan.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_architecture_is_exported_as_faithfully(string name)
    {
        var recipe = Recipe with { Network = Architectures.Find(name)! };
        var (trained, bytes) = RandomModel(recipe);
        using var model = EmotionModel.Load(bytes, "random.onnx");
        using var check = new AgreementCheck(recipe, trained, Labels.Length);
        Assert.All(Sounds.DemoClips().Take(20), file => Assert.InRange(check.Difference(model, AudioFile.Read(file)), 0, Tolerance));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Members_of_an_ensemble_are_averaged_by_their_log_probabilities(string name)
    {
        var recipe = Recipe with { Network = Architectures.Find(name)! };
        TrainedEnsemble[] members = [.. Enumerable.Range(1, 3).Select(seed => RandomModel(recipe, seed, positiveScales: seed == 2).Trained)];
        var normalisation = members[0].Members[0].Normalisation;
        NetworkWeights[] weights = [.. members.Select(member => member.Members[0].Weights)];
        const double temperature = 0.8;
        using var ensemble = EmotionModel.Load(OnnxExport.ToBytes(recipe, normalisation, weights, temperature, Card(recipe, members[0])), "ensemble.onnx");
        EmotionModel[] apart = [.. weights.Select(one => EmotionModel.Load(OnnxExport.ToBytes(recipe, normalisation, [one], 1, Card(recipe, members[0])), "one.onnx"))];
        foreach (string file in Sounds.DemoClips().Take(10))
        {
            var clip = AudioFile.Read(file);
            float[][] each = [.. apart.Select(model => model.Predict(clip).Probabilities)];
            double[] expected = [.. Enumerable.Range(0, Labels.Length).Select(label => Math.Exp(each.Average(one => Math.Log(one[label])) / temperature))];
            Assert.All(expected.Zip(ensemble.Predict(clip).Probabilities), pair => Assert.Equal(pair.First / expected.Sum(), pair.Second, Tolerance));
        }

        Array.ForEach(apart, model => model.Dispose());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(100)]
    public void In_finer_steps_every_second_step_is_one_of_the_training(int frames)
    {
        TorchRuntime.Prepare();
        random.manual_seed(3);
        foreach (var branch in Architectures.AttentivePitch.Branches)
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            var (channels, height) = branch.InputSize(Recipe.Features);
            var input = branch.IsPicture ? randn(2, 1, height, frames) : randn(2, channels, frames);
            using var coarse = new Branch(branch, Recipe.Features, finer: false);
            using var fine = new Branch(branch, Recipe.Features, finer: true);
            NetworkWeights.Capture(coarse).Restore(fine);
            coarse.eval();
            fine.eval();
            var steps = coarse.call(input);
            var picked = fine.call(input).index_select(3, arange(0, 2 * steps.shape[3], 2));
            Assert.InRange((steps - picked).abs().max().item<float>(), 0, 1e-5);
        }
    }

    [Fact]
    public void Another_network_plan_is_exported_as_faithfully()
    {
        var recipe = Recipe with
        {
            Network = new NetworkPlan
            {
                Name = "another",
                Branches =
                [
                    new("mel", [NetworkInputKind.Mel], [new(6, (3, 3), (1, 1), (4, 2)), new(10, (5, 5), (1, 1), (2, 2)), new(7, (3, 3), (2, 2), (1, 1))], 11),
                    new("curves", Enum.GetValues<NetworkInputKind>(), [new(5, (1, 3), (1, 1), (1, 4)), new(9, (1, 5), (1, 2), (1, 1))], 0),
                    new("pitch", [NetworkInputKind.Pitchgram], [new(4, (3, 5), (3, 2), (1, 1)), new(3, (3, 3), (1, 1), (2, 4))], 0),
                ],
                AttentionUnits = 3,
                DenseUnits = 5,
                Dropout = 0.1,
            },
        };
        var (trained, bytes) = RandomModel(recipe);
        using var model = EmotionModel.Load(bytes, "random.onnx");
        using var check = new AgreementCheck(recipe, trained, Labels.Length);
        Assert.InRange(check.Difference(model, new Waveform(Sounds.Syllable(30_000, 200, 1), 16_000)), 0, Tolerance);
    }

    [Fact]
    public void Sound_that_is_cut_off_by_the_silence_rule_does_not_matter()
    {
        var (_, bytes) = RandomModel(Recipe);
        using var model = EmotionModel.Load(bytes, "random.onnx");
        float[] quiet = Sounds.Syllable(24_000, 150, 1, noise: 0);
        float[] murmur = [.. quiet];
        for (int i = 0; i < 2000; i++)
        {
            murmur[i] += 1e-3f * MathF.Sin(i * 0.3f);   // far more than 25 dB below the syllable, and long before it
        }

        var a = model.Predict(quiet, 16_000).Probabilities;
        var b = model.Predict(murmur, 16_000).Probabilities;
        Assert.All(a.Zip(b), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Theory]
    [InlineData(0.01f, 5e-3)]   // 40 dB lower, bands below −100 dB have no room left
    [InlineData(0.1f, 1e-3)]
    [InlineData(2f, 1e-3)]
    public void The_gain_of_a_recording_does_not_matter(float gain, double tolerance)
    {
        var (_, bytes) = RandomModel(Recipe);
        using var model = EmotionModel.Load(bytes, "random.onnx");
        foreach (string file in Sounds.DemoClips().Take(10))
        {
            float[] sound = AudioFile.Read(file).AtRate(16_000).Samples;
            var expected = model.Predict(sound, 16_000).Probabilities;
            var actual = model.Predict([.. sound.Select(sample => sample * gain)], 16_000).Probabilities;
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }
    }

    [Fact]
    public void The_card_in_the_file_is_the_card_that_was_given()
    {
        var (_, bytes) = RandomModel(Recipe);
        using var model = EmotionModel.Load(bytes, "random.onnx");
        Assert.Equal(Labels, model.Labels);
        Assert.Equal(Recipe.Features, FeaturePlan.FromJson(model.Card.Features.GetRawText()));
        Assert.Equal(256, model.Card.Recipe.GetProperty("features").GetProperty("hopLength").GetInt32());
    }

    [Fact]
    public void A_model_that_differs_is_refused()
    {
        var (trained, _) = RandomModel(Recipe);
        var (_, other) = RandomModel(Recipe, seed: 2);
        using var model = EmotionModel.Load(other, "other.onnx");
        using var check = new AgreementCheck(Recipe, trained, Labels.Length);
        Assert.Throws<Ser.Core.UserError>(() => check.Require(model, [new Waveform(Sounds.Syllable(16_000, 120, 1), 16_000)]));
    }

    /// <summary>A network that nobody has trained, with weights and statistics far from their starting values.</summary>
    internal static (TrainedEnsemble Trained, byte[] Bytes) RandomModel(Recipe recipe, long seed = 1, bool positiveScales = false)
    {
        TorchRuntime.Prepare();
        random.manual_seed(seed);
        using var network = new EmotionNetwork(recipe, Labels.Length);
        using (no_grad())
        {
            foreach (var (name, value) in network.state_dict())
            {
                if (name.EndsWith("running_var", StringComparison.Ordinal))
                {
                    value.uniform_(0.5, 2);
                }
                else if (value.dtype == ScalarType.Float32 && value.dim() == 1)
                {
                    value.uniform_(-1, 1);
                    if (positiveScales && name.EndsWith("normalisation.weight", StringComparison.Ordinal))
                    {
                        value.abs_();   // as after most trainings; the export takes a shorter way then
                    }
                }
                else if (name == "classes.weight")
                {
                    value.normal_(0, 0.3);
                }
            }
        }

        var normalisation = Normalisation.Fit(recipe.Features, recipe.Network, [Sounds.Rows(Sounds.Syllable(20_000, 130, 5), recipe)]);
        var best = new EpochReport(1, 1, 0, 0, 0, 0, 0, 0);
        var trained = new TrainedEnsemble([new TrainedNetwork(normalisation, NetworkWeights.Capture(network), best, 1, network.ParameterCount, false)]);
        return (trained, Export(recipe, trained));
    }

    internal static byte[] Export(Recipe recipe, TrainedEnsemble trained) => OnnxExport.ToBytes(recipe, trained, Card(recipe, trained));

    private static ModelCard Card(Recipe recipe, TrainedEnsemble trained) => new()
    {
        Format = 1,
        Tool = "test",
        Labels = Labels,
        SampleRate = recipe.Features.SampleRate,
        Features = JsonElement.Parse(recipe.Features.ToJson()),
        Normalisation = trained.Members[0].Normalisation.ToJson(),
        Architecture = recipe.Network.ToJson(),
        Recipe = recipe.ToJson(),
        Training = new TrainingSummary(1, 1, 1, 0, 0, 0, false) { Members = trained.Members.Count },
        Corpus = new CorpusSummary("none", null, "", "clip", "", true, 0, [], [], []),
        Calibration = trained.Calibration,
    };

    private static void RequireAgreement(TrainedEnsemble trained, byte[] bytes, IEnumerable<string> files)
    {
        using var model = EmotionModel.Load(bytes, "model.onnx");
        using var check = new AgreementCheck(Recipe, trained, Labels.Length);
        using var garbage = new GarbagePause();
        Assert.All(files, file =>
        {
            garbage.Collect();
            Assert.InRange(check.Difference(model, AudioFile.Read(file)), 0, Tolerance);
        });
    }
}
