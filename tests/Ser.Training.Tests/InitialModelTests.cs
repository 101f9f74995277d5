using System.Text;
using Ser.Core;
using Ser.Inference;
using Ser.Training;
using Ser.Training.Fitting;
using Ser.Training.Network;
using Ser.Training.Onnx;
using Ser.Tests.Training.Onnx;
using static TorchSharp.torch;

namespace Ser.Tests.Training;

/// <summary>A training starts from what the file of another one holds.</summary>
public sealed class InitialModelTests : IDisposable
{
    private static readonly Recipe Recipe = new();

    private readonly string folder = Directory.CreateTempSubdirectory("ser-init-").FullName;

    public static TheoryData<string, Recipe, bool> Plans => new()
    {
        { "factors of both signs", Recipe, false },
        { "factors above 0", Recipe, true },
        {
            "another plan",
            Recipe with
            {
                Network = Architectures.AttentivePitch with { DenseUnits = 5, AttentionUnits = 0 },
            },
            false
        },
    };

    [Theory]
    [MemberData(nameof(Plans), DisableDiscoveryEnumeration = true)]
    public void A_network_that_starts_from_a_file_is_the_network_that_was_exported(string name, Recipe recipe, bool positiveScales)
    {
        var (trained, bytes) = ExportTests.RandomModel(recipe, seed: 3, positiveScales);
        using var network = Started(Read(bytes), recipe, ExportTests.Labels);
        var weights = NetworkWeights.Capture(network);
        Assert.NotEmpty(weights.Names);
        foreach (string weight in weights.Names)
        {
            Assert.Equal(trained.Members[0].Weights.ShapeOf(weight), weights.ShapeOf(weight));

            // A kernel is folded and unfolded, which rounds twice; all others stand there as they are.
            double rounding = weight.EndsWith(".convolution.weight", StringComparison.Ordinal) ? 2e-7 : 0;
            Assert.All(trained.Members[0].Weights[weight].Zip(weights[weight]), pair => Assert.InRange(Math.Abs(pair.Second - pair.First), 0, rounding * Math.Abs(pair.First)));
        }

        using var check = new AgreementCheck(recipe, trained, ExportTests.Labels.Length);
        using var again = new AgreementCheck(recipe, trained with { Members = [trained.Members[0] with { Weights = weights }] }, ExportTests.Labels.Length);
        using var garbage = new GarbagePause();
        var sound = new Audio.Waveform(Sounds.Syllable(20_000, 130, 1), 16_000);
        Assert.All(check.Probabilities(sound).Zip(again.Probabilities(sound)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.True(name.Length > 0);
    }

    [Fact]
    public void A_member_starts_from_the_member_of_the_same_number()
    {
        TrainedNetwork[] members = [.. Enumerable.Range(1, 3).Select(seed => ExportTests.RandomModel(Recipe, seed).Trained.Members[0])];
        var initial = Read(ExportTests.Export(Recipe, new TrainedEnsemble(members)));
        foreach (int number in (int[])[1, 2, 3, 5])   // the fifth of more begins where the second does
        {
            using var network = new EmotionNetwork(Recipe, ExportTests.Labels.Length);
            initial.CopyTo(network, Recipe.Network, ExportTests.Labels, number);
            var weights = NetworkWeights.Capture(network);
            var expected = members[(number - 1) % 3].Weights;
            Assert.All(weights.Names, name => Assert.All(
                expected[name].Zip(weights[name]), pair => Assert.InRange(pair.Second, pair.First - Math.Abs(2e-7 * pair.First), pair.First + Math.Abs(2e-7 * pair.First))));
        }
    }

    [Fact]
    public void A_channel_that_the_normalisation_has_switched_off_keeps_its_kernel()
    {
        var (trained, _) = ExportTests.RandomModel(Recipe);
        trained.Members[0].Weights["branches.0.blocks.1.normalisation.weight"][3] = 0;
        using var network = Started(Read(ExportTests.Export(Recipe, trained)), Recipe, ExportTests.Labels);
        Assert.Equal(trained.Members[0].Weights["branches.0.blocks.1.convolution.weight"], NetworkWeights.Capture(network)["branches.0.blocks.1.convolution.weight"]);
    }

    [Fact]
    public void What_is_kept_beside_the_graph_is_small()
    {
        var (_, bytes) = ExportTests.RandomModel(Recipe);
        int at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(KeptWeights.MetadataKey)), card = bytes.AsSpan().IndexOf("{\"format\":"u8);
        Assert.InRange(card - at, 1, bytes.Length / 20);
    }

    [Fact]
    public void For_other_labels_the_classifier_is_new_and_all_else_is_taken()
    {
        var (trained, bytes) = ExportTests.RandomModel(Recipe);
        var initial = Read(bytes);
        random.manual_seed(5);
        using var fresh = new EmotionNetwork(Recipe, 2);
        float[] head = NetworkWeights.Capture(fresh)["classes.weight"];
        random.manual_seed(5);
        using var network = Started(initial, Recipe, ["angry", "happy"]);
        var weights = NetworkWeights.Capture(network);
        Assert.Equal(head, weights["classes.weight"]);
        Assert.Equal(trained.Members[0].Weights["pooling.hidden.weight"], weights["pooling.hidden.weight"]);
        Assert.Equal(trained.Members[0].Weights["branches.0.mix.normalisation.running_var"], weights["branches.0.mix.normalisation.running_var"]);
    }

    private static IReadOnlyList<ConvolutionPlan> CurveBlocks => Architectures.Attentive.Branches[1].Blocks;

    /// <summary>The default network with other blocks over the curves.</summary>
    private static NetworkPlan Curves(ConvolutionPlan[] blocks) =>
        Architectures.Attentive with { Branches = [Architectures.Attentive.Branches[0], Architectures.Attentive.Branches[1] with { Blocks = blocks }] };

    public static TheoryData<NetworkPlan, string> OtherPlans => new()
    {
        { Architectures.Attentive with { AttentionUnits = 32 }, "pooling.hidden has 64 × 176 × 1 there and 32 × 176 × 1 here" },
        { Curves([new(49, (1, 5), (1, 2), (1, 2)), .. CurveBlocks.Skip(1)]), "branches.1.blocks.0.convolution has 48 × 25 × 1 × 5 there and 49 × 25 × 1 × 5 here" },
        { Curves([.. CurveBlocks, new(48, (1, 3), (1, 1), (1, 1))]), "branches.1.blocks.3.convolution has no weights there" },
        { Curves([.. CurveBlocks.Take(2)]), "branches.1.blocks.2.normalisation is there and not here" },
        {
            Curves([CurveBlocks[0] with { Stride = (1, 1), Pool = (1, 4) }, .. CurveBlocks.Skip(1)]),
            "branches.1.blocks.0 is {\"channels\":48,\"kernel\":{\"height\":1,\"width\":5},\"stride\":{"
        },
    };

    [Theory]
    [MemberData(nameof(OtherPlans), DisableDiscoveryEnumeration = true)]
    public void Another_network_is_refused_with_the_first_layer_that_differs(NetworkPlan plan, string difference)
    {
        var initial = Read(ExportTests.RandomModel(Recipe).Bytes);
        var error = Assert.Throws<UserError>(() => Started(initial, Recipe with { Network = plan }, ExportTests.Labels));
        Assert.Contains($"m.onnx: is another network than attentive-cnn: {difference}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Another_plan_is_refused_before_a_network_is_built()
    {
        var initial = Read(ExportTests.RandomModel(Recipe).Bytes);
        initial.Require(Recipe);
        var error = Assert.Throws<UserError>(() => initial.Require(Recipe with { Network = Architectures.Attentive with { AttentionUnits = 32 } }));
        Assert.EndsWith("attentionUnits is 64 there and 32 here; start from a model of the same network", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropout_and_a_name_make_no_other_network()
    {
        var initial = Read(ExportTests.RandomModel(Recipe).Bytes);
        using var network = Started(initial, Recipe with { Network = Architectures.Attentive with { Name = "other", Dropout = 0.1 } }, ExportTests.Labels);
        Assert.NotEmpty(network.parameters());
    }

    [Theory]
    [InlineData("ser.weights", "ser.weighty", "holds no weights to start a training from")]
    [InlineData("[{\"name\":\"branches", "[{\"nime\":\"branches", "the weights in its metadata are damaged")]
    public void A_file_that_has_none_is_refused(string text, string changed, string message)
    {
        byte[] bytes = ExportTests.RandomModel(Recipe).Bytes;
        int at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));
        Assert.True(at > 0);
        Encoding.UTF8.GetBytes(changed).CopyTo(bytes.AsSpan(at));
        Assert.Contains(message, Assert.Throws<UserError>(() => Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_begins_with_the_weights_of_the_file()
    {
        var (exported, _) = ExportTests.RandomModel(Recipe, positiveScales: true);
        const string variance = "branches.0.mix.normalisation.running_var";
        const float far = 1000;   // from the 1 of a network that begins anew, and from that of any batch
        Array.Fill(exported.Members[0].Weights[variance], far);
        var recipe = Recipe with { Epochs = 1, BatchSize = 8, LearningRate = 1e-9 };   // so small a step leaves every weight where it was
        var clips = Sounds.Clips(32, ExportTests.Labels.Length);
        var trained = new Trainer(recipe, ExportTests.Labels, 2, new QuietObserver()) { Initial = Read(ExportTests.Export(Recipe, exported)) }
            .Train(clips, clips, TestContext.Current.CancellationToken);
        foreach (string name in (string[])["branches.0.blocks.0.convolution.weight", "branches.1.blocks.2.convolution.weight", "pooling.scores.weight", "branches.0.mix.normalisation.bias", "classes.weight"])
        {
            Assert.All(exported.Members[0].Weights[name].Zip(trained.Weights[name]), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }

        // Four updates with a momentum of 0.1 leave 0.9⁴ = 0.66 of it; were one of the two shards to begin anew, less than half of it would be left after one.
        Assert.All(trained.Weights[variance], value => Assert.InRange(value, 0.6f * far, far));
    }

    [Fact]
    public void A_model_tells_what_it_has_learned_from()
    {
        byte[] bytes = ExportTests.RandomModel(Recipe).Bytes;
        var initial = Read(bytes);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), initial.Origin.Hash);
        Assert.Equal(("none", null), (initial.Origin.Corpus, initial.Origin.Licence));
        Assert.Equal(initial.Origin, InitialModel.Read(folder).Origin);   // the folder of a run
        Assert.Empty(initial.Speakers);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private InitialModel Read(byte[] bytes)
    {
        string file = Path.Combine(folder, "model.onnx");
        File.WriteAllBytes(file, bytes);
        string other = Path.Combine(folder, "m.onnx");
        File.WriteAllBytes(other, bytes);
        return InitialModel.Read(other);
    }

    private static EmotionNetwork Started(InitialModel initial, Recipe recipe, string[] labels)
    {
        var network = new EmotionNetwork(recipe, labels.Length);
        initial.CopyTo(network, recipe.Network, labels);
        return network;
    }
}
