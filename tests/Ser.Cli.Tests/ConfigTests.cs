using System.Text.Json;

namespace Ser.Tests.Cli;

/// <summary>Configuration files: a run again, and changed in what the command line says.</summary>
public sealed class ConfigTests(TrainedModel trained)
{
    [Fact]
    public void The_recipe_of_a_run_repeats_it_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        SerProcess.Run("train", "--config", Path.Combine(trained.RunFolder, "recipe.json"), "-o", folder["again"], "--threads", "1").Succeeded();
        Assert.All(
            (string[])["model.onnx", "metrics.json", "predictions.csv", "recipe.json", "split.csv"],
            file => Assert.True(File.ReadAllBytes(Path.Combine(trained.RunFolder, file)).AsSpan().SequenceEqual(File.ReadAllBytes(folder[$"again/{file}"])), file));
    }

    [Fact]
    public void What_the_command_line_says_wins_and_is_written_down()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("my.json", """
            // Short.
            { "epochs": 5, "batchSize": 16, "labelSmoothing": 0.2, "corpus": { "exclude": ["calm"] }, "run": { "output": "from file" }, }
            """u8.ToArray());
        SerProcess.Run("train", TrainedModel.Demo, "--config", file, "--epochs", "1", "--exclude", "sad,calm").Succeeded();

        using var recipe = JsonDocument.Parse(File.ReadAllText(folder["from file/recipe.json"]));
        var root = recipe.RootElement;
        Assert.Equal(1, root.GetProperty("epochs").GetInt32());
        Assert.Equal(16, root.GetProperty("batchSize").GetInt32());
        Assert.Equal(0.2, root.GetProperty("labelSmoothing").GetDouble());
        Assert.Equal(["sad", "calm"], root.GetProperty("corpus").GetProperty("exclude").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal([TrainedModel.Demo], root.GetProperty("corpus").GetProperty("folders").EnumerateArray().Select(path => path.GetString()));
        Assert.Equal(6, CsvTable.Read(folder["from file/predictions.csv"]).Columns.Length - 4);   // labels that are left
    }

    [Fact]
    public void A_fault_is_one_line_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("my.json", "{ \"epochz\": 5 }"u8.ToArray());
        var run = SerProcess.Run("train", TrainedModel.Demo, "--config", file, "-o", folder["run"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal([$"ser: {file}: epochz is no key; did you mean epochs?"], run.ErrorLines);
        Assert.False(Directory.Exists(folder["run"]));
    }
}
