using System.Globalization;
using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class TuneTests(TuneRun tune, TrainedModel trained) : IClassFixture<TuneRun>
{
    [Fact]
    public void The_best_third_of_each_rung_goes_on_and_the_best_of_the_last_is_the_recipe()
    {
        _ = tune.Result;
        var trials = tune.Trials;
        Assert.Equal(["trial", "rung", "updates", "uar", "fold_1", "fold_2", "seconds", "learningRate"], trials.Columns[..8]);
        Assert.Equal(["1", "1", "1", "1", "2", "2", "3"], trials.Rows.Select(row => row[1]));
        Assert.Equal(["1", "2", "3", "4"], trials.Rows[..4].Select(row => row[0]));
        string[] Best(int rung, int count) =>
            [.. trials.Rows.Where(row => row[1] == $"{rung}").OrderByDescending(row => Number(row[3])).ThenBy(row => Number(row[0])).Take(count).Select(row => row[0])];
        Assert.Equal(Best(1, 2).Order(), trials.Rows[4..6].Select(row => row[0]));
        Assert.Equal(Best(2, 1), trials.Rows[6..].Select(row => row[0]));
        Assert.All(trials.Rows, row => Assert.Equal((Number(row[4]) + Number(row[5])) / 2, Number(row[3]), tolerance: 1e-6));   // six digits

        using var best = JsonDocument.Parse(File.ReadAllText(Path.Combine(tune.Folder, "best.json")));
        for (int column = 7; column < trials.Columns.Length; column++)
        {
            var value = trials.Columns[column].Split('.').Aggregate(best.RootElement, (inner, key) => inner.GetProperty(key));
            Assert.Equal(trials.Rows[6][column], value.ToString());
        }

        Assert.Equal(6, best.RootElement.GetProperty("epochs").GetInt32());
        Assert.StartsWith("trial   updates      UAR\n", tune.Result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_test_speakers_are_those_of_a_training_and_their_clips_are_never_opened()
    {
        _ = tune.Result;
        using var plan = JsonDocument.Parse(File.ReadAllText(Path.Combine(tune.Folder, "plan.json")));
        string[] aside = [.. plan.RootElement.GetProperty("testSpeakers").EnumerateArray().Select(speaker => speaker.GetString()!)];
        var split = CsvTable.Read(Path.Combine(trained.RunFolder, "split.csv"));
        Assert.Equal(split.Rows.Where(row => row[3] == "test").Select(row => row[2]).Distinct(), aside);

        using var folder = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(TrainedModel.Demo, "*", SearchOption.AllDirectories))
        {
            bool isTest = aside.Any(speaker => file.Contains($"Actor_{speaker.Split(':')[1]}", StringComparison.Ordinal));
            folder.Write(Path.Combine("demo", Path.GetRelativePath(TrainedModel.Demo, file)), isTest ? Wav.Text() : File.ReadAllBytes(file));
        }

        var run = SerProcess.Run(TuneRun.Line(folder["demo"], folder["run"], "--threads", "1")).Succeeded();
        Assert.DoesNotContain("left out", run.Error, StringComparison.Ordinal);
        Assert.Equal(TuneRun.WithoutSeconds(tune.Trials), TuneRun.WithoutSeconds(TuneRun.Read(folder["run"])));
    }

    [Fact]
    public void A_search_that_was_stopped_goes_on_and_finds_the_same()
    {
        using var folder = new TemporaryFolder();
        _ = tune.Result;
        string[] lines = File.ReadAllLines(Path.Combine(tune.Folder, "trials.csv"));
        Directory.CreateDirectory(folder["run"]);
        File.Copy(Path.Combine(tune.Folder, "plan.json"), folder["run/plan.json"]);
        File.WriteAllText(folder["run/trials.csv"], string.Join('\n', lines[..4]) + "\n");   // the fourth trial and the rungs above it are missing

        var run = SerProcess.Run(TuneRun.Line(TrainedModel.Demo, folder["run"])).Succeeded();
        Assert.Contains("finished already: 3 of 7 scores", run.ErrorLines);
        Assert.DoesNotContain("trial 1, rung 1", run.Error, StringComparison.Ordinal);
        Assert.Equal(tune.Result.Out, run.Out);
        Assert.Equal(TuneRun.WithoutSeconds(tune.Trials), TuneRun.WithoutSeconds(TuneRun.Read(folder["run"])));
        Assert.Equal(File.ReadAllText(Path.Combine(tune.Folder, "best.json")), File.ReadAllText(folder["run/best.json"]));
    }

    [Fact]
    public void A_finished_search_is_told_again_as_JSON()
    {
        _ = tune.Result;
        var trials = tune.Trials;
        using var report = JsonDocument.Parse(SerProcess.Run(TuneRun.Line(TrainedModel.Demo, tune.Folder, "--json")).Succeeded().Out);
        var best = report.RootElement.GetProperty("best");
        Assert.Equal(trials.Rows[6][0], best.GetProperty("trial").ToString());
        Assert.Equal(Number(trials.Rows[6][3]), best.GetProperty("uar").GetDouble());
        Assert.Equal(Path.Combine(tune.Folder, "best.json"), report.RootElement.GetProperty("config").GetString());
        Assert.Equal(7, report.RootElement.GetProperty("trials").GetArrayLength());
    }

    [Theory]
    [InlineData("recipe.epochs is 6, not 7", "--epochs", "7")]
    [InlineData("trials is 4, not 5", "--trials", "5")]
    [InlineData("folds has 2 entries, not 3", "--folds", "3")]
    public void Trials_of_another_search_are_neither_mixed_in_nor_overwritten(string difference, params string[] options)
    {
        _ = tune.Result;
        string[] line = TuneRun.Line(TrainedModel.Demo, tune.Folder);
        line[Array.IndexOf(line, options[0]) + 1] = options[1];
        byte[] before = File.ReadAllBytes(Path.Combine(tune.Folder, "trials.csv"));
        Assert.Contains(difference, SerProcess.Run(line).Complaint(exitCode: 1), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(tune.Folder, "trials.csv")));
    }

    [Fact]
    public void The_space_that_is_shown_is_the_default_one_and_can_be_given()
    {
        using var folder = new TemporaryFolder();
        var shown = SerProcess.Run("tune", "--show-space").Succeeded();
        Assert.Empty(shown.Error);
        string space = folder.Write("space.json", System.Text.Encoding.UTF8.GetBytes(shown.Out));
        _ = tune.Result;
        SerProcess.Run(TuneRun.Line(TrainedModel.Demo, tune.Folder, "--space", space)).Succeeded();   // the same plan, so nothing is left to do
        Assert.StartsWith(
            "ser: none.json: no such file; 'ser tune --show-space' writes one",
            SerProcess.Run(TuneRun.Line(TrainedModel.Demo, folder["run"], "--space", "none.json")).Complaint(exitCode: 1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_can_name_recordings_and_recipe()
    {
        _ = tune.Result;
        using var folder = new TemporaryFolder();
        string config = folder.Write("config.json", System.Text.Encoding.UTF8.GetBytes(
            $$"""{ "epochs": 6, "corpus": { "folders": [{{JsonSerializer.Serialize(TrainedModel.Demo)}}], "labels": ["angry", "sad", "happy"] } }"""));
        var run = SerProcess.Run("tune", "--config", config, "-o", tune.Folder, "--trials", "4", "--folds", "2").Succeeded();   // the same plan
        Assert.Contains("finished already: 7 of 7 scores", run.ErrorLines);
        Assert.Equal(tune.Result.Out, run.Out);
    }

    [Theory]
    [InlineData("tune", "give a folder of labelled recordings")]
    [InlineData("tune folder", "--output is missing: the folder to write")]
    [InlineData("tune folder -o x --trials 0", "--trials is '0'; give a whole number from 1 to 10000")]
    [InlineData("tune folder -o x --folds 1", "--folds is '1'; give a whole number from 2 to 1000")]
    public void Wrong_usage_is_told(string line, string complaint) =>
        Assert.StartsWith($"ser: {complaint}", SerProcess.Run(line.Split(' ')).Complaint(exitCode: 2), StringComparison.Ordinal);

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
