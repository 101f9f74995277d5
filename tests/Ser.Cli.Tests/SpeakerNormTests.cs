using System.Text.Json;

namespace Ser.Tests.Cli;

/// <summary>Normalisation by speaker, by the command line: what it gives is stamped wherever it is shown.</summary>
public sealed class SpeakerNormTests : IDisposable
{
    private static readonly string[] Short = ["--updates", "6", "--batch-size", "16", "--speaker-norm", "--no-sounds"];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Figures_are_stamped_and_the_file_itself_labels_without()
    {
        var run = SerProcess.Run(["train", TrainedModel.Demo, "-o", folder["run"], "--test", "0.3", "--validation", "0.15", "--ensemble", "2", .. Short]).Succeeded();
        Assert.Contains(run.ErrorLines, line => line.StartsWith("warning: --speaker-norm: the test figures are transductive ", StringComparison.Ordinal));
        Assert.Contains("\ntransductive: each speaker was normalised over all clips of that speaker;\n", run.Out, StringComparison.Ordinal);
        using var metrics = JsonDocument.Parse(File.ReadAllText(folder["run/metrics.json"]));
        Assert.True(metrics.RootElement.GetProperty("transductive").GetBoolean());
        Assert.Contains("<strong>Transductive.</strong>", File.ReadAllText(folder["run/report.html"]), StringComparison.Ordinal);
        Assert.Equal(2, CsvTable.Read(folder["run/members.csv"]).Rows.Length);
        Assert.Contains("speaker norm     trained on speakers that were normalised;", SerProcess.Run("info", folder["run/model.onnx"]).Succeeded().Out, StringComparison.Ordinal);

        // Clips of two speakers or more, labelled by a model of each, stand in the order of the split.
        var tested = CsvTable.Read(folder["run/predictions.csv"]);
        string[][] split = [.. CsvTable.Read(folder["run/split.csv"]).Rows.Where(row => row[3] == "test")];
        Assert.InRange(split.Select(row => row[2]).Distinct().Count(), 2, 8);
        Assert.Equal(split.Select(row => (row[0], row[1])), tested.Rows.Select(row => (row[0], row[1])));

        var alone = SerProcess.Run("evaluate", folder["run/model.onnx"], TrainedModel.Demo, "--predictions", folder["alone.csv"], "--json").Succeeded();
        Assert.Contains(alone.ErrorLines, line => line.StartsWith("warning: this model was trained with --speaker-norm; here it labels clip by clip", StringComparison.Ordinal));
        Assert.DoesNotContain("transductive", alone.Out, StringComparison.Ordinal);
        var confidence = CsvTable.Read(folder["alone.csv"]).Rows.ToDictionary(row => row[0], row => row[3]);
        Assert.DoesNotContain(tested.Rows, row => confidence[row[0]] == row[3]);
    }

    [Fact]
    public void A_cross_validation_is_stamped_as_a_whole_and_fold_by_fold()
    {
        var run = SerProcess.Run(["crossval", TrainedModel.Demo, "-o", folder["folds"], "--folds", "2", .. Short]).Succeeded();
        Assert.Contains("\ntransductive: each speaker was normalised over all clips of that speaker;\n", run.Out, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(File.ReadAllText(folder["folds/crossval.json"]));
        JsonElement[] stamped = [report.RootElement, report.RootElement.GetProperty("pooled"), .. report.RootElement.GetProperty("folds").EnumerateArray().Select(fold => fold.GetProperty("figures"))];
        Assert.Equal(4, stamped.Length);
        Assert.All(stamped, figures => Assert.True(figures.GetProperty("transductive").GetBoolean()));
        Assert.Contains("<strong>Transductive.</strong>", File.ReadAllText(folder["folds/report.html"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("crossval")]
    public void Who_does_not_say_who_speaks_is_refused_before_anything_is_written(string command)
    {
        for (int i = 0; i < 12; i++)
        {
            folder.Write($"clips/{(i % 2 == 0 ? "happy" : "sad")}/{i}.wav", Wav.Noise(0.6, i));
        }

        var run = SerProcess.Run([command, folder["clips"], "-o", folder["run"], .. Short]);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("ser: --speaker-norm needs to know who speaks, and 12 of 12 clips do not tell, such as happy/0.wav; ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    public void Dispose() => folder.Dispose();
}
