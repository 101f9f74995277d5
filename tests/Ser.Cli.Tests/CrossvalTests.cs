using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class CrossvalTests(CrossvalRun crossval)
{
    [Fact]
    public void Every_speaker_is_tested_once_and_a_fold_is_a_run_folder()
    {
        using var report = Report(crossval);
        var folds = report.RootElement.GetProperty("folds").EnumerateArray().ToArray();
        Assert.Equal(
            Enumerable.Range(1, 6).Select(actor => $"ravdess:{actor:00}"),
            folds.SelectMany(fold => fold.GetProperty("testSpeakers").EnumerateArray()).Select(speaker => speaker.GetString()!).Order(StringComparer.Ordinal));
        Assert.All(folds, fold => Assert.Equal(
            ["history.csv", "metrics.json", "model.onnx", "predictions.csv", "recipe.json", "split.csv"],
            Directory.GetFiles(Path.Combine(crossval.Folder, fold.GetProperty("folder").GetString()!)).Select(Path.GetFileName).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void The_figures_are_those_of_the_folds_and_of_all_their_tests()
    {
        using var report = Report(crossval);
        double[] uar = [.. Enumerable.Range(1, 3).Select(fold =>
        {
            using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(crossval.Folder, $"fold-{fold}", "metrics.json")));
            return metrics.RootElement.GetProperty("uar").GetDouble();
        })];
        Assert.Equal(uar.Average(), report.RootElement.GetProperty("uar").GetProperty("mean").GetDouble(), tolerance: 1e-12);

        var predictions = CsvTable.Read(Path.Combine(crossval.Folder, "predictions.csv"));
        var pooled = report.RootElement.GetProperty("pooled");
        Assert.Equal(47, predictions.Rows.Length);
        Assert.Equal((double)predictions.Rows.Count(row => row[2] == row[3]) / 47, pooled.GetProperty("accuracy").GetDouble(), tolerance: 1e-12);
        Assert.Equal("speaker", pooled.GetProperty("intervals").GetProperty("unit").GetString());
        Assert.False(report.RootElement.GetProperty("speakerOverlap").GetBoolean());
    }

    [Fact]
    public void A_clip_that_cannot_be_read_is_named_and_counted_once()
    {
        using var report = Report(crossval);
        Assert.Equal(1, report.RootElement.GetProperty("skipped").GetInt32());
        Assert.Single(crossval.Result.ErrorLines, line => line.StartsWith("left out: ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_goes_to_stdout()
    {
        Assert.StartsWith("fold ", crossval.Result.Out, StringComparison.Ordinal);
        foreach (string name in new[] { "1 ", "2 ", "3 ", "mean ", "standard deviation ", "all tests together " })
        {
            Assert.Single(crossval.Result.OutLines, line => line.StartsWith(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Two_jobs_give_the_same_bytes()
    {
        _ = crossval.Result;
        using var folder = new TemporaryFolder();
        var run = SerProcess.Run([.. crossval.Training(folder["two"], "--jobs", "2"), "--json"]).Succeeded();
        crossval.HasSameFilesAs(folder["two"]);
        Assert.Equal(File.ReadAllText(Path.Combine(folder["two"], "crossval.json")), run.Out);
    }

    [Fact]
    public void Without_an_output_the_figures_are_the_same_and_nothing_is_kept()
    {
        _ = crossval.Result;
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["TMPDIR"] = folder.Path };
        string[] line = [.. crossval.Training("").Where(word => word is not ("--output" or "")), "--json", "--jobs", "3", "--threads", "1"];
        var run = SerProcess.Run(SerProcess.Program, line, environment: environment).Succeeded();
        Assert.Equal(File.ReadAllText(Path.Combine(crossval.Folder, "crossval.json")), run.Out);
        Assert.DoesNotContain(folder.List(), name => name.Contains("ser-crossval", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_was_killed_goes_on_with_the_fold_that_is_missing()
    {
        using var folder = new TemporaryFolder();
        string copy = crossval.CopyWithout(folder, fold: 2);
        var before = File.GetLastWriteTimeUtc(Path.Combine(copy, "fold-1", "model.onnx"));
        var run = SerProcess.Run(crossval.Training(copy)).Succeeded();
        Assert.Contains("finished already: fold 1 3", run.ErrorLines);
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(copy, "fold-1", "model.onnx")));
        crossval.HasSameFilesAs(copy);
    }

    [Fact]
    public void Folds_of_several_machines_are_merged_to_the_bytes_of_one_run()
    {
        using var folder = new TemporaryFolder();
        string rest = crossval.CopyWithout(folder, fold: 3);
        string missing = SerProcess.Run("crossval", "merge", rest, "-o", folder["all"]).Complaint(exitCode: 1);
        Assert.StartsWith("ser: fold 3 of 3 is missing; ", missing, StringComparison.Ordinal);

        var one = SerProcess.Run([.. crossval.Training(folder["third"], "--fold", "3"), "--json"]).Succeeded();
        Assert.Equal(File.ReadAllText(Path.Combine(folder["third"], "fold-3", "metrics.json")), one.Out);
        SerProcess.Run("crossval", "merge", folder["third"], rest, "-o", folder["all"]).Succeeded();
        crossval.HasSameFilesAs(folder["all"]);

        string twice = SerProcess.Run("crossval", "merge", folder["third"], crossval.Folder, "-o", folder["all"]).Complaint(exitCode: 1);
        Assert.EndsWith("holds fold 3, as does " + folder["third"] + "; give each fold once", twice, StringComparison.Ordinal);
    }

    [Fact]
    public void Folds_of_another_recipe_are_neither_mixed_in_nor_overwritten()
    {
        _ = crossval.Result;
        string complaint = SerProcess.Run(crossval.Training(crossval.Folder, "--batch-size", "8")).Complaint(exitCode: 1);
        Assert.Contains("recipe.batchSize is 32, not 8", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--protocol loso --folds 4", "--folds is for the protocol 'folds'")]
    [InlineData("--protocol sixfold", "--protocol is 'sixfold'; give folds or loso or emobox or fixed")]
    [InlineData("--fold 2", "--fold wants --output")]
    [InlineData("--jobs 0", "--jobs is '0'; give a whole number from 1 to 256")]
    public void Wrong_usage_is_told(string options, string complaint)
    {
        string[] line = ["crossval", TrainedModel.Demo, .. options.Split(' ')];
        Assert.Contains(complaint, SerProcess.Run(line).Complaint(exitCode: 2), StringComparison.Ordinal);
    }

    private static JsonDocument Report(CrossvalRun crossval)
    {
        _ = crossval.Result;
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(crossval.Folder, "crossval.json")));
    }
}
