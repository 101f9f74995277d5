using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class TrainTests(TrainedModel trained)
{
    private static readonly string[] Labels = ["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise", "calm"];

    [Fact]
    public void A_run_folder_holds_the_model_its_figures_its_tables_and_its_page_and_nothing_else()
    {
        string[] files = [.. Directory.GetFileSystemEntries(trained.RunFolder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(["history.csv", "metrics.json", "model.onnx", "predictions.csv", "recipe.json", "report.html", "run.json", "split.csv"], files);
    }

    [Fact]
    public void The_history_has_a_row_per_epoch()
    {
        var history = Table("history.csv");
        Assert.Equal(
            ["epoch", "updates", "learning_rate", "train_loss", "validation_loss", "validation_uar", "clips_per_second", "seconds", "member"],
            history.Columns);
        Assert.Equal(["1", "2", "3"], history.Rows.Select(row => row[0]));
    }

    [Fact]
    public void The_split_has_a_row_per_clip_and_no_speaker_in_two_parts()
    {
        var split = Table("split.csv");
        Assert.Equal(["file", "label", "speaker", "part"], split.Columns);
        Assert.Equal(Directory.GetFiles(TrainedModel.Demo, "*.wav", SearchOption.AllDirectories).Length, split.Rows.Length);
        Assert.All(split.Rows, row => Assert.Contains(row[3], (string[])["train", "validation", "test"]));
        Assert.All(split.Rows.GroupBy(row => row[2]), speaker => Assert.Single(speaker.Select(row => row[3]).Distinct()));
    }

    [Fact]
    public void The_predictions_are_those_of_the_test_part()
    {
        Assert.Equal(["file", "truth", "predicted", "confidence", .. Labels], trained.Predictions.Columns);
        Assert.Equal(
            Table("split.csv").Rows.Where(row => row[3] == "test").Select(row => (row[0], row[1])),
            trained.Predictions.Rows.Select(row => (row[0], row[1])));
    }

    [Fact]
    public void The_metrics_have_the_documented_keys_and_fit_the_predictions() =>
        CheckMetrics(File.ReadAllText(Path.Combine(trained.RunFolder, "metrics.json")), trained.Predictions);

    [Fact]
    public void The_recipe_tells_what_was_asked_for()
    {
        using var recipe = JsonDocument.Parse(File.ReadAllText(Path.Combine(trained.RunFolder, "recipe.json")));
        Assert.Equal(1, recipe.RootElement.GetProperty("seed").GetInt64());
        Assert.Equal(3, recipe.RootElement.GetProperty("epochs").GetInt32());
    }

    [Fact]
    public void The_table_goes_to_stdout_and_the_progress_to_stderr()
    {
        var run = trained.Run;
        Assert.StartsWith("                  precision   recall       f1  support\n", run.Out, StringComparison.Ordinal);
        Assert.All(Labels, label => Assert.Contains(run.OutLines, line => line.StartsWith(label, StringComparison.Ordinal)));
        Assert.Contains(run.OutLines, line => line.StartsWith("UAR", StringComparison.Ordinal));
        Assert.DoesNotContain("epoch", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("model", run.Out, StringComparison.Ordinal);

        Assert.DoesNotContain("precision", run.Error, StringComparison.Ordinal);
        Assert.Contains("reading training clips", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, run.ErrorLines.Count(line => line.Contains("/3  loss", StringComparison.Ordinal)));
        Assert.Contains($"model: {trained.Model}", run.ErrorLines);
    }

    [Fact]
    public void With_json_stdout_holds_the_metrics_and_nothing_else()
    {
        string text = trained.RunWithOtherSeed.Out;
        Assert.Equal(File.ReadAllText(Path.Combine(trained.OtherSeedFolder, "metrics.json")), text);
        CheckMetrics(text, CsvTable.Read(Path.Combine(trained.OtherSeedFolder, "predictions.csv")));
    }

    [Fact]
    public void The_same_seed_makes_the_same_file_wherever_it_is_run()
    {
        using var folder = new TemporaryFolder();
        string[] training = TrainedModel.Training("again", seed: 1, threads: 2);
        SerProcess.Run(SerProcess.Program, training, folder.Path).Succeeded();
        Assert.Equal(File.ReadAllBytes(trained.Model), File.ReadAllBytes(folder["again/model.onnx"]));
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(trained.RunFolder, "predictions.csv")), File.ReadAllBytes(folder["again/predictions.csv"]));
    }

    [Fact]
    public void The_model_does_not_depend_on_the_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        SerProcess.Run(TrainedModel.Training(folder["one thread"], seed: 1, threads: 1)).Succeeded();
        Assert.Equal(File.ReadAllBytes(trained.Model), File.ReadAllBytes(folder["one thread/model.onnx"]));
    }

    [Fact]
    public void Another_seed_makes_another_model()
    {
        trained.RunWithOtherSeed.Succeeded();
        Assert.NotEqual(File.ReadAllBytes(trained.Model), File.ReadAllBytes(Path.Combine(trained.OtherSeedFolder, "model.onnx")));
    }

    [Fact]
    public void A_random_split_is_stamped_on_all_that_comes_of_it()
    {
        using var folder = new TemporaryFolder();
        var run = SerProcess.Run("train", TrainedModel.Demo, "--output", folder["run"], "--epochs", "1", "--split", "random").Succeeded();
        Assert.Contains(run.ErrorLines, line => line.StartsWith("warning: the split is by clip although the speakers are known", StringComparison.Ordinal));
        Assert.DoesNotContain("unseen", run.Error, StringComparison.Ordinal);
        Assert.Contains("speakers of the test may have been trained on", run.Out, StringComparison.Ordinal);
        Assert.Contains("\"speakerOverlap\": true", File.ReadAllText(folder["run/metrics.json"]), StringComparison.Ordinal);
        string model = File.ReadAllText(folder["run/model.onnx"], System.Text.Encoding.Latin1);
        Assert.Contains("\"speakerOverlap\":true", model, StringComparison.Ordinal);
        Assert.Contains("\"splitRule\":\"clip\"", model, StringComparison.Ordinal);
    }

    private static void CheckMetrics(string text, CsvTable predictions)
    {
        using var metrics = JsonDocument.Parse(text);
        var root = metrics.RootElement;
        Assert.Equal(
            [
                "accuracy", "brier", "calibrationError", "classes", "confusion", "intervals", "kappa", "labels", "logLoss", "macro",
                "maximumCalibrationError", "mcc", "micro", "reliability", "rocAuc", "samples", "speakerOverlap", "top2", "uar", "undefined",
                "weighted", "zeroDivision",
            ],
            Keys(root).Order(StringComparer.Ordinal));
        Assert.Equal(["precision", "recall", "f1"], Keys(root.GetProperty("macro")));
        Assert.Equal(["precision", "recall", "f1"], Keys(root.GetProperty("weighted")));
        Assert.All(
            root.GetProperty("classes").EnumerateArray(),
            row => Assert.Equal(
                ["label", "precision", "recall", "f1", "support", "rocAuc", "recallInterval", "f1Interval"], Keys(row)));
        Assert.Equal(Labels, root.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal(predictions.Rows.Length, root.GetProperty("samples").GetInt32());
        double right = predictions.Rows.Count(row => row[1] == row[2]);
        Assert.Equal(right / predictions.Rows.Length, root.GetProperty("accuracy").GetDouble(), tolerance: 1e-12);

        var confusion = root.GetProperty("confusion").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetInt32()));
        Assert.Equal(
            Labels.Select(truth => Labels.Select(predicted => predictions.Rows.Count(row => row[1] == truth && row[2] == predicted))),
            confusion);
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private CsvTable Table(string name) => CsvTable.Read(Path.Combine(trained.RunFolder, name));
}
