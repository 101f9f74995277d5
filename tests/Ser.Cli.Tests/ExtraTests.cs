using System.Text.Json;

namespace Ser.Tests.Cli;

/// <summary>Other corpora in the training part, by the command line.</summary>
public sealed class ExtraTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ExtraTests() => Ravdess.Write(folder, "main", actors: 6, clipsPerActor: 4, clip => Wav.Noise(0.6, clip));

    [Fact]
    public void A_run_with_another_corpus_keeps_its_split_and_says_what_it_learned_from()
    {
        foreach (string name in (string[])["1001_DFA_ANG_XX", "1001_DFA_HAP_XX", "1002_IEO_ANG_HI", "1002_IEO_HAP_HI", "1001_DFA_SAD_XX"])
        {
            folder.Write($"crema/{name}.wav", Wav.Noise(0.6, name.Length + name[0] + (name[3] * 1000) + (name[9] * 100_000)));
        }

        SerProcess.Run("train", folder["main"], "-o", folder["plain"], "-e", "1", "--no-sounds").Succeeded();
        var run = SerProcess.Run("train", folder["main"], "--extra", folder["crema"], "-o", folder["more"], "-e", "1", "--no-sounds").Succeeded();
        Assert.Contains("extra: 1 clip is left out, whose labels RAVDESS does not have (sad 1)", run.ErrorLines);
        Assert.Contains("  of the training clips, 4 of 2 speakers are extra (CREMA-D)", run.ErrorLines);

        string[][] plain = CsvTable.Read(folder["plain/split.csv"]).Rows, more = CsvTable.Read(folder["more/split.csv"]).Rows;
        Assert.Equal(plain, more.Where(row => !row[0].StartsWith("extra/", StringComparison.Ordinal)));
        Assert.Equal(
            [("angry", "cremad:1001"), ("happy", "cremad:1001"), ("angry", "cremad:1002"), ("happy", "cremad:1002")],
            more.Where(row => row[0].StartsWith("extra/", StringComparison.Ordinal)).Select(row => (row[1], row[2])));
        Assert.All(more.Where(row => row[0].StartsWith("extra/", StringComparison.Ordinal)), row => Assert.Equal("train", row[3]));
        Assert.Equal(CsvTable.Read(folder["plain/predictions.csv"]).Rows.Select(row => row[0]), CsvTable.Read(folder["more/predictions.csv"]).Rows.Select(row => row[0]));

        var corpora = ((string[])["plain", "more"]).Select(name => Card(folder[$"{name}/model.onnx"]).GetProperty("corpus")).ToArray();
        Assert.Equal(corpora[0].GetProperty("hash").GetString(), corpora[1].GetProperty("hash").GetString());
        Assert.False(corpora[0].TryGetProperty("extra", out _));
        Assert.Equal(("CREMA-D", 4), (corpora[1].GetProperty("extra").GetProperty("name").GetString(), corpora[1].GetProperty("extra").GetProperty("trainClips").GetInt32()));
        Assert.Equal(corpora[0].GetProperty("trainClips").GetInt32() + 4, corpora[1].GetProperty("trainClips").GetInt32());
        Assert.Equal(
            $"{corpora[0].GetProperty("licence").GetString()} + {corpora[1].GetProperty("extra").GetProperty("licence").GetString()}", corpora[1].GetProperty("licence").GetString());
        Assert.False(corpora[1].GetProperty("speakerOverlap").GetBoolean());
        Assert.Contains("CREMA-D, 4 training clips", File.ReadAllText(folder["more/report.html"]), StringComparison.Ordinal);

        SerProcess.Run("train", "--config", folder["more/recipe.json"], "-o", folder["again"]).Succeeded();
        Assert.True(File.ReadAllBytes(folder["more/model.onnx"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder["again/model.onnx"])));
    }

    [Fact]
    public void A_sound_of_the_test_under_another_name_is_refused()
    {
        for (int actor = 1; actor <= 6; actor++)
        {
            folder.Write($"copies/100{actor}_DFA_ANG_XX.wav", File.ReadAllBytes(folder[$"main/{Ravdess.Name(actor, Ravdess.Angry)}"]));
        }

        var run = SerProcess.Run("train", folder["main"], "--extra", folder["copies"], "-o", folder["run"], "-e", "1");
        Assert.Equal(1, run.ExitCode);
        Assert.Matches("leaks? between the parts, the first: extra/100._DFA_ANG_XX.wav \\(train\\) and Actor_.* hold the same samples", run.ErrorLines[^1]);
        Assert.False(File.Exists(folder["run/model.onnx"]));
    }

    [Fact]
    public void A_fold_does_not_train_on_other_recordings_of_those_whom_it_tests()
    {
        Ravdess.Write(folder, "more", actors: 6, clipsPerActor: 2, clip => Wav.Noise(0.6, 1000 + clip));
        SerProcess.Run("crossval", folder["main"], "--extra", folder["more"], "-o", folder["run"], "--folds", "2", "-e", "1", "--no-sounds", "--validation", "0.3").Succeeded();
        foreach (int fold in (int[])[1, 2])
        {
            var split = CsvTable.Read(folder[$"run/fold-{fold}/split.csv"]).Rows;
            string[] held = [.. split.Where(row => row[3] != "train").Select(row => row[2]).Distinct()];
            string[][] extra = [.. split.Where(row => row[0].StartsWith("extra/", StringComparison.Ordinal))];
            Assert.Equal(2 * (6 - held.Length), extra.Length);
            Assert.DoesNotContain(extra, row => held.Contains(row[2]));
        }

        using var plan = JsonDocument.Parse(File.ReadAllText(folder["run/plan.json"]));
        Assert.Equal(12, plan.RootElement.GetProperty("corpus").GetProperty("extra").GetProperty("clips").GetInt32());
        Assert.Equal(24, CsvTable.Read(folder["run/folds.csv"]).Rows.Length);
        Assert.Equal(24, CsvTable.Read(folder["run/predictions.csv"]).Rows.Length);

        var otherwise = SerProcess.Run("crossval", folder["main"], "-o", folder["run"], "--folds", "2", "-e", "1", "--validation", "0.3");
        Assert.Equal(1, otherwise.ExitCode);
        Assert.Contains("holds folds of another cross-validation: corpus.extra", otherwise.ErrorLines[^1], StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static JsonElement Card(string model)
    {
        using var info = JsonDocument.Parse(SerProcess.Run("info", model, "--json").Succeeded().Out);
        return info.RootElement.Clone();
    }
}
