using System.Text.Json;

namespace Ser.Tests.Cli;

/// <summary>Trainings that start from the model of another one.</summary>
public sealed class InitTests(TrainedModel trained) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_training_starts_from_the_model_of_another_corpus_and_says_so()
    {
        Ravdess.Write(folder, "main", actors: 6, clipsPerActor: 4, clip => Wav.Noise(0.6, clip));
        SerProcess.Run("train", folder["main"], "-o", folder["run"], "-e", "1", "--init", trained.RunFolder).Succeeded();

        using var recipe = JsonDocument.Parse(File.ReadAllText(folder["run/recipe.json"]));
        var init = recipe.RootElement.GetProperty("init");
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(trained.Model))), init.GetProperty("hash").GetString());
        Assert.Equal(trained.RunFolder, recipe.RootElement.GetProperty("run").GetProperty("init").GetString());

        var corpus = Card(folder["run/model.onnx"]).GetProperty("corpus");
        var before = Card(trained.Model).GetProperty("corpus");
        Assert.Equal(before.GetProperty("name").GetString(), corpus.GetProperty("initial").GetProperty("corpus").GetString());
        Assert.EndsWith($" + {before.GetProperty("licence").GetString()}", corpus.GetProperty("licence").GetString(), StringComparison.Ordinal);
        Assert.False(corpus.GetProperty("speakerOverlap").GetBoolean());
        Assert.Contains("started from", File.ReadAllText(folder["run/report.html"]), StringComparison.Ordinal);
        Assert.Contains("started from", SerProcess.Run("info", folder["run/model.onnx"]).Succeeded().Out, StringComparison.Ordinal);

        SerProcess.Run("train", "--config", folder["run/recipe.json"], "-o", folder["again"]).Succeeded();
        Assert.True(File.ReadAllBytes(folder["run/model.onnx"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder["again/model.onnx"])));

        SerProcess.Run("crossval", folder["main"], "-o", folder["folds"], "--folds", "2", "-e", "1", "--init", trained.Model, "--no-sounds").Succeeded();
        Assert.True(Card(folder["folds/fold-2/model.onnx"]).GetProperty("corpus").TryGetProperty("initial", out _));

        // Whose voices the first training has heard, the second one knows: a test on them is no test on unseen voices.
        string speaker = Path.Combine(TrainedModel.Demo, "Actor_01");
        string learned = before.GetProperty("trainSpeakers").EnumerateArray().First().GetString()!;
        speaker = Path.Combine(TrainedModel.Demo, $"Actor_{learned[^2..]}");
        var overlap = SerProcess.Run("evaluate", folder["run/model.onnx"], speaker, "--labels", "angry,happy", "--forbid-overlap");
        Assert.Equal(3, overlap.ExitCode);
    }

    [Fact]
    public void A_model_that_knows_the_voices_of_the_test_is_refused_unless_somebody_asks_for_it()
    {
        string[] command = ["train", TrainedModel.Demo, "-o", folder["run"], "-e", "1", "--seed", "2", "--init", trained.Model, "--no-sounds"];
        var refused = SerProcess.Run(command);
        Assert.Equal(1, refused.ExitCode);
        Assert.Matches("^ser: --init: the model knows [1-9] speakers? \\(the first: .*\\) and [0-9]+ clips \\(the first: .*\\) of validation and test", refused.ErrorLines[^1]);
        Assert.False(Directory.Exists(folder["run"]));

        SerProcess.Run([.. command, "--allow-leaks"]).Succeeded();
        var corpus = Card(folder["run/model.onnx"]).GetProperty("corpus");
        Assert.True(corpus.GetProperty("speakerOverlap").GetBoolean());
        Assert.True(corpus.GetProperty("leakedClips").GetInt32() > 0);
        using var metrics = JsonDocument.Parse(File.ReadAllText(folder["run/metrics.json"]));
        Assert.True(metrics.RootElement.GetProperty("speakerOverlap").GetBoolean());

        var folds = SerProcess.Run("crossval", TrainedModel.Demo, "--folds", "2", "-e", "1", "--init", trained.Model);
        Assert.Equal(1, folds.ExitCode);
        Assert.Contains("start from a model of other recordings", folds.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"init\": { \"hash\": \"00\", \"corpus\": \"x\", \"licence\": null } }", "init tells of a model, but run.init names no file")]
    [InlineData("{ \"init\": { \"hash\": \"00\", \"corpus\": \"x\", \"licence\": null }, \"run\": { \"init\": \"MODEL\" } }", "is another model than the one of init, hash 00")]
    [InlineData("{ \"network\": { \"attentionUnits\": 32 }, \"run\": { \"init\": \"MODEL\" } }", "attentionUnits is 64 there and 32 here")]
    [InlineData("{ \"run\": { \"init\": \"missing.onnx\" } }", "missing.onnx: no such file")]
    public void A_configuration_that_names_another_model_is_refused(string json, string message)
    {
        string file = folder.Write("my.json", System.Text.Encoding.UTF8.GetBytes(json.Replace("MODEL", trained.Model.Replace('\\', '/'), StringComparison.Ordinal)));
        var run = SerProcess.Run("train", TrainedModel.Demo, "--config", file, "-o", folder["run"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.ErrorLines[^1], StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static JsonElement Card(string model)
    {
        using var info = JsonDocument.Parse(SerProcess.Run("info", model, "--json").Succeeded().Out);
        return info.RootElement.Clone();
    }
}
