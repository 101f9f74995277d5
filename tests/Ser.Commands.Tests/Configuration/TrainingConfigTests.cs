using Ser.Cli.Configuration;
using Ser.Core;
using Ser.Corpora;
using Ser.Tests.Commands.Evaluation;
using Ser.Training;

namespace Ser.Tests.Commands.Configuration;

/// <summary>Configuration files are read as they were written, and strictly.</summary>
public sealed class TrainingConfigTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    [Fact]
    public void What_is_written_is_read_again()
    {
        var config = new TrainingConfig
        {
            Recipe = new Recipe { Seed = 7, Epochs = 3, Balance = Balance.SmoteEnn, Split = SplitRule.Random },
            Corpus = new CorpusConfig
            {
                Folders = [folder["a ä"], folder["b.csv"]],
                Labels = ["happy", "sad"],
                Exclude = ["calm"],
                Map = new Dictionary<string, string> { ["boredom"] = "neutral", ["annoyed"] = "angry" },
                RavdessChannel = RavdessChannel.Song,
                ManifestRoot = folder["root"],
                Extra = [folder["more"]],
            },
            Crossval = new CrossvalConfig { Protocol = Protocol.Loso, Folds = 7 },
            Run = new RunConfig { AllowLeaks = true, NoSounds = true, Init = folder["m.onnx"] },
        };
        AllDiffer(config.Corpus, new CorpusConfig());
        AllDiffer(config.Crossval, new CrossvalConfig());

        var read = TrainingConfig.Read(folder.Write("recipe.json", config.ToText()));
        Assert.Equal(config.ToText(), read.ToText());
        Assert.Equal(RavdessChannel.Song, read.Corpus.RavdessChannel);
        Assert.Equal(["annoyed", "boredom"], read.Corpus.Map.Keys);
        Assert.Equal(config.Run, read.Run);
    }

    [Fact]
    public void Where_files_go_and_how_fast_they_come_is_read_but_not_repeated()
    {
        string file = folder.Write("my.json", """{ "run": { "output": "out", "threads": 3, "jobs": 2, "tensorBoard": "logs" }, }""");
        var read = TrainingConfig.Read(file);
        Assert.Equal(new RunConfig { Output = folder["out"], Threads = 3, Jobs = 2, TensorBoard = folder["logs"] }, read.Run);
        Assert.DoesNotContain("\"run\"", read.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_start_from_the_folder_of_the_file()
    {
        string file = folder.Write("deep/my.json", """{ "corpus": { "folders": ["../voices", "/abs"], "manifestRoot": "root", "extra": ["../more"] } }""");
        var corpus = TrainingConfig.Read(file).Corpus;
        Assert.Equal([folder["voices"], Path.GetFullPath("/abs")], corpus.Folders);
        Assert.Equal(folder["deep/root"], corpus.ManifestRoot);
        Assert.Equal([folder["more"]], corpus.Extra);
    }

    [Theory]
    [InlineData("""{ "corpsu": {} }""", "corpsu is no key; did you mean corpus?")]
    [InlineData("""{ "corpus": { "folder": ["a"] } }""", "corpus.folder is no key; did you mean folders?")]
    [InlineData("""{ "corpus": { "folders": "a" } }""", "corpus.folders is \"a\"; give a list: [ … ]")]
    [InlineData("""{ "corpus": { "map": { "boredom": 3 } } }""", "corpus.map.boredom is 3; give a text in quotation marks")]
    [InlineData("""{ "corpus": { "ravdessChannel": "sing" } }""", "corpus.ravdessChannel is \"sing\"; give one of speech song all")]
    [InlineData("""{ "crossval": { "folds": 1 } }""", "crossval.folds: folds is 1; give 2 to 1000")]
    [InlineData("""{ "crossval": { "protocol": "lodo" } }""", "crossval.protocol is \"lodo\"; give one of folds loso emobox fixed")]
    [InlineData("""{ "run": { "threads": 0 } }""", "run.threads: threads is 0; give 1 to 1024")]
    [InlineData("""{ "run": 3 }""", "run is 3; give an object")]
    public void What_is_written_wrongly_is_told_with_its_place(string json, string message)
    {
        string file = folder.Write("my.json", json);
        Assert.StartsWith($"{file}: {message}", Assert.Throws<UserError>(() => TrainingConfig.Read(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "{}", "names no recordings (corpus.folders), and the command line names none")]
    [InlineData("crossval", "{}", "names no recordings (corpus.folders), and the command line names none")]
    [InlineData("train", """{ "corpus": { "folders": ["x"] } }""", "x: no such folder; check the path")]
    public void A_configuration_without_recordings_is_told(string command, string json, string message)
    {
        string file = folder.Write("my.json", json);
        var error = Assert.Throws<UserError>(() => CommandRun.Of(command, "--config", file, "-o", folder["out"]));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_without_a_folder_to_write_is_told()
    {
        string file = folder.Write("my.json", $$"""{ "corpus": { "folders": ["{{CommandRun.OneVoice.Replace('\\', '/')}}"] } }""");
        Assert.Contains("run.output", Assert.Throws<UserError>(() => CommandRun.Of("train", "--config", file)).Message, StringComparison.Ordinal);
        Assert.Contains("--fold wants --output", Assert.Throws<UserError>(() => CommandRun.Of("crossval", "--config", file, "--fold", "1")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A key that a test leaves as it is by default proves nothing.</summary>
    private static void AllDiffer<T>(T sample, T byDefault)
    {
        Assert.All(typeof(T).GetProperties().Where(property => property.CanWrite), property =>
            Assert.NotEqual(Shown(property.GetValue(byDefault)), Shown(property.GetValue(sample))));

        static string? Shown(object? value) => value is System.Collections.IEnumerable items and not string ? string.Join(',', items.Cast<object>()) : value?.ToString();
    }
}
