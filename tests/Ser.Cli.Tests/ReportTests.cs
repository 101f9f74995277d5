using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Ser.Tests.Cli;

public sealed class ReportTests(TrainedModel trained, CrossvalRun crossval)
{
    [Fact]
    public void A_training_run_leaves_a_page_with_everything_and_report_makes_the_same_again()
    {
        string file = Path.Combine(trained.RunFolder, "report.html");
        var page = Load(file);
        Assert.Equal(
            ["confusion", "classes", "speakers", "reliability", "curves", "embeddings", "mistakes", "repeat"],
            Sections(page));
        Assert.NotEmpty(page.Descendants("audio"));
        Assert.Contains("--epochs 3", page.Descendants("code").Single().Value, StringComparison.Ordinal);
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(trained.RunFolder, "metrics.json")));
        Assert.Contains($"{metrics.RootElement.GetProperty("uar").GetDouble():0.000}", Lead(page), StringComparison.Ordinal);

        using var folder = new TemporaryFolder();
        SerProcess.Run("report", trained.RunFolder, "-o", folder["again.html"], "--threads", "1").Succeeded();
        Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(folder["again.html"]));
    }

    [Fact]
    public void Without_sounds_nothing_can_be_played_and_pictures_go_to_files()
    {
        using var folder = new TemporaryFolder();
        SerProcess.Run("report", trained.RunFolder, "-o", folder["quiet.html"], "--no-sounds", "--svg", folder["pictures"]).Succeeded();
        string text = File.ReadAllText(folder["quiet.html"]);
        Assert.DoesNotContain("<audio", text, StringComparison.Ordinal);
        Assert.DoesNotContain("audio/wav", text, StringComparison.Ordinal);
        Assert.Contains("--no-sounds", text, StringComparison.Ordinal);
        string[] pictures = [.. Directory.GetFiles(folder["pictures"]).Select(file => Path.GetFileName(file))];
        Assert.Contains("confusion.svg", pictures);
        Assert.Contains("mistake-1.svg", pictures);
    }

    [Fact]
    public void Recordings_that_have_moved_are_left_out_with_a_reason_and_found_by_corpus()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(trained.RunFolder))
        {
            folder.Write($"run/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        }

        string note = File.ReadAllText(folder["run/run.json"]);
        Assert.Contains(TrainedModel.Demo, note, StringComparison.Ordinal);
        File.WriteAllText(folder["run/run.json"], note.Replace($"\"{TrainedModel.Demo}\"\n", $"\"{folder["gone"]}\"\n", StringComparison.Ordinal));
        var run = SerProcess.Run("report", folder["run"]).Succeeded();
        Assert.Contains(run.ErrorLines, line => line.StartsWith("without recordings: ", StringComparison.Ordinal));
        var page = Load(folder["run/report.html"]);
        Assert.DoesNotContain("embeddings", Sections(page));
        Assert.Contains("The recordings were not at hand", page.Descendants("footer").Single().Value, StringComparison.Ordinal);

        SerProcess.Run("report", folder["run"], "--corpus", TrainedModel.Demo).Succeeded();
        Assert.Contains("embeddings", Sections(Load(folder["run/report.html"])));
        var other = SerProcess.Run("report", folder["run"], "--corpus", trained.TestSpeakerFolder).Succeeded();
        Assert.Contains(other.ErrorLines, line => line.Contains("not the recordings of this run", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cross_validation_has_one_page_for_all_folds()
    {
        _ = crossval.Result;
        var page = Load(Path.Combine(crossval.Folder, "report.html"));
        Assert.Equal(["confusion", "classes", "folds", "speakers", "reliability", "curves", "mistakes", "published", "repeat"], Sections(page));
        Assert.StartsWith("On 47 clips of 6 speakers in 3 folds, ", Lead(page), StringComparison.Ordinal);

        using var folder = new TemporaryFolder();
        SerProcess.Run("report", crossval.Folder, "-o", folder["again.html"]).Succeeded();
        Assert.Equal(File.ReadAllBytes(Path.Combine(crossval.Folder, "report.html")), File.ReadAllBytes(folder["again.html"]));
        SerProcess.Run("report", Path.Combine(crossval.Folder, "fold-2"), "-o", folder["fold.html"]).Succeeded();
        Assert.Contains("embeddings", Sections(Load(folder["fold.html"])));
    }

    [Fact]
    public void A_training_that_is_watched_leaves_an_event_file_and_the_same_model()
    {
        using var folder = new TemporaryFolder();
        SerProcess.Run([.. TrainedModel.Training(folder["run"], seed: 1, threads: 2), "--tensorboard", folder["logs"], "--no-sounds"]).Succeeded();
        string events = Assert.Single(Directory.GetFiles(folder["logs"]));
        Assert.StartsWith("events.out.tfevents.", Path.GetFileName(events), StringComparison.Ordinal);
        string text = File.ReadAllText(events, System.Text.Encoding.Latin1);
        Assert.Equal(3, text.Split("uar/validation").Length - 1);
        Assert.Equal(File.ReadAllBytes(trained.Model), File.ReadAllBytes(folder["run/model.onnx"]));
        Assert.DoesNotContain("<audio", File.ReadAllText(folder["run/report.html"]), StringComparison.Ordinal);
    }

    private static XElement Load(string file)
    {
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    private static IEnumerable<string> Sections(XElement page) => page.Descendants("section").Select(section => section.Attribute("id")!.Value);

    private static string Lead(XElement page) => page.Descendants("p").Single(p => p.Attribute("class")?.Value == "lead").Value;
}
