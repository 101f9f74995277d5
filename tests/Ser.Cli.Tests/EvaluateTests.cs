using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class EvaluateTests(TrainedModel trained)
{
    [Fact]
    public void The_verdicts_are_those_of_the_training_run()
    {
        using var folder = new TemporaryFolder();
        string predictions = folder["new folder/all.csv"];
        SerProcess.Run("evaluate", trained.Model, TrainedModel.Demo, "--predictions", predictions).Succeeded();

        var all = CsvTable.Read(predictions);
        var tested = trained.Predictions;
        Assert.Equal(tested.Columns, all.Columns);
        Assert.Equal(Directory.GetFiles(TrainedModel.Demo, "*.wav", SearchOption.AllDirectories).Length, all.Rows.Length);
        Assert.Equal(tested.Rows, all.Rows.Where(row => tested.Rows.Any(other => other[0] == row[0])));
    }

    [Fact]
    public void The_figures_as_JSON_are_those_of_the_training_run()
    {
        var run = SerProcess.Run("evaluate", trained.Model, trained.TestSpeakerFolder, "--json").Succeeded();
        using var figures = JsonDocument.Parse(run.Out);
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(trained.RunFolder, "metrics.json")));
        Assert.All(metrics.RootElement.EnumerateObject(), figure =>
            Assert.True(JsonElement.DeepEquals(figure.Value, figures.RootElement.GetProperty(figure.Name)), figure.Name));
    }

    [Fact]
    public void Speakers_that_the_model_knows_are_a_warning()
    {
        var run = SerProcess.Run("evaluate", trained.Model, TrainedModel.Demo).Succeeded();
        string warning = Assert.Single(run.ErrorLines, line => line.Contains("took part in the training", StringComparison.Ordinal));
        Assert.StartsWith("warning: 7 of 8 speakers and 112 of 128 clips ", warning, StringComparison.Ordinal);
        Assert.StartsWith("                  precision", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Speakers_that_it_does_not_know_are_none()
    {
        var run = SerProcess.Run("evaluate", trained.Model, trained.TestSpeakerFolder).Succeeded();
        Assert.DoesNotContain("took part in the training", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_one_class_is_enough_to_be_tested_on()
    {
        using var folder = new TemporaryFolder();
        folder.Write("corpus/angry/one.wav", Wav.Tone(1));
        folder.Write("corpus/angry/two.wav", Wav.Tone(2));
        var run = SerProcess.Run("evaluate", trained.Model, folder["corpus"], "--json").Succeeded();
        using var figures = JsonDocument.Parse(run.Out);
        Assert.Equal(2, figures.RootElement.GetProperty("samples").GetInt32());
        Assert.False(figures.RootElement.TryGetProperty("speakerOverlap", out _));   // nobody knows who speaks
    }

    [Fact]
    public void A_broken_clip_is_left_out_and_named()
    {
        using var folder = new TemporaryFolder();
        Ravdess.Write(folder, "corpus", actors: 1, clipsPerActor: 2, Wav.Tone(1));
        folder.Write($"corpus/{Ravdess.Name(1, Ravdess.Angry, statement: 2)}", Wav.Text());
        var run = SerProcess.Run("evaluate", trained.Model, folder["corpus"], "--json").Succeeded();
        Assert.Contains("left out: ", run.Error, StringComparison.Ordinal);
        using var figures = JsonDocument.Parse(run.Out);
        Assert.Equal(2, figures.RootElement.GetProperty("samples").GetInt32());
    }
}
