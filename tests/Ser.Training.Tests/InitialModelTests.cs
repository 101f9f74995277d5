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
                Network = NetworkPlan.Default with
                {
                    Plane = [new(6, (3, 3), 1, (4, 2)), new(10, (5, 5), 1, (2, 2)), new(7, (3, 3), 2, (1, 1))],
                    PlaneOutputs = 11,
                    Row = [new(5, (1, 3), 1, (1, 4)), new(9, (1, 5), 2, (1, 1))],
                },
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
            Assert.Equal(trained.Weights.ShapeOf(weight), weights.ShapeOf(weight));
            double rounding = weight.EndsWith(".convolution.weight", StringComparison.Ordinal) ? 2e-7 : 0;   // folded and unfolded: two roundings; all others stand there as they are
            Assert.All(trained.Weights[weight].Zip(weights[weight]), pair => Assert.InRange(pair.Second, pair.First - Math.Abs(rounding * pair.First), pair.First + Math.Abs(rounding * pair.First)));
        }

        using var check = new AgreementCheck(recipe, trained, ExportTests.Labels.Length);
        using var again = new AgreementCheck(recipe, trained with { Weights = weights }, ExportTests.Labels.Length);
        using var garbage = new GarbagePause();
        var sound = new Audio.Waveform(Sounds.Syllable(20_000, 130, 1), 16_000);
        Assert.All(check.Probabilities(sound).Zip(again.Probabilities(sound)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.True(name.Length > 0);
    }

    [Fact]
    public void A_channel_that_the_normalisation_has_switched_off_keeps_its_kernel()
    {
        var (trained, _) = ExportTests.RandomModel(Recipe);
        trained.Weights["plane.1.normalisation.weight"][3] = 0;
        using var network = Started(Read(ExportTests.Export(Recipe, trained)), Recipe, ExportTests.Labels);
        Assert.Equal(trained.Weights["plane.1.convolution.weight"], NetworkWeights.Capture(network)["plane.1.convolution.weight"]);
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
        Assert.Equal(trained.Weights["pooling.hidden.weight"], weights["pooling.hidden.weight"]);
        Assert.Equal(trained.Weights["mix.normalisation.running_var"], weights["mix.normalisation.running_var"]);
    }

    public static TheoryData<NetworkPlan, string> OtherPlans => new()
    {
        { NetworkPlan.Default with { AttentionUnits = 32 }, "pooling.hidden has 64 × 176 × 1 there and 32 × 176 × 1 here" },
        { NetworkPlan.Default with { Plane = [new(17, (5, 5), 2, (1, 1)), .. NetworkPlan.Default.Plane.Skip(1)] }, "plane.0.convolution has 16 × 1 × 5 × 5 there and 17 × 1 × 5 × 5 here" },
        { NetworkPlan.Default with { Row = [.. NetworkPlan.Default.Row, new(48, (1, 3), 1, (1, 1))] }, "row.3.convolution has no weights there" },
        { NetworkPlan.Default with { Row = [.. NetworkPlan.Default.Row.Take(2)] }, "row.2.normalisation is there and not here" },
        {
            NetworkPlan.Default with { Row = [.. NetworkPlan.Default.Row.Take(2), NetworkPlan.Default.Row[2] with { Stride = 2 }] },
            "row.2 is {\"channels\":48,\"kernel\":{\"height\":1,\"width\":3},\"stride\":1,"
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
    public void Dropout_and_a_name_make_no_other_network()
    {
        var initial = Read(ExportTests.RandomModel(Recipe).Bytes);
        using var network = Started(initial, Recipe with { Network = NetworkPlan.Default with { Name = "other", Dropout = 0.1 } }, ExportTests.Labels);
        Assert.NotEmpty(network.parameters());
    }

    [Theory]
    [InlineData("ser.weights", "ser.weighty", "holds no weights to start a training from")]
    [InlineData("[{\"name\":\"mix", "[{\"nime\":\"mix", "the weights in its metadata are damaged")]
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
        const string variance = "mix.normalisation.running_var";
        const float far = 1000;   // from the 1 of a network that begins anew, and from that of any batch
        Array.Fill(exported.Weights[variance], far);
        var recipe = Recipe with { Epochs = 1, BatchSize = 8, LearningRate = 1e-9 };   // so small a step leaves every weight where it was
        var clips = Sounds.Clips(32, ExportTests.Labels.Length);
        var trained = new Trainer(recipe, ExportTests.Labels, 2, new QuietObserver()) { Initial = Read(ExportTests.Export(Recipe, exported)) }
            .Train(clips, clips, TestContext.Current.CancellationToken);
        foreach (string name in (string[])["plane.0.convolution.weight", "row.2.convolution.weight", "pooling.scores.weight", "mix.normalisation.bias", "classes.weight"])
        {
            Assert.All(exported.Weights[name].Zip(trained.Weights[name]), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
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
