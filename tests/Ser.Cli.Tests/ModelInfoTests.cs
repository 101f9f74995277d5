using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class ModelInfoTests(TrainedModel trained)
{
    [Fact]
    public void A_model_is_shown_with_its_whole_card()
    {
        string[] lines = SerProcess.Run("info", trained.Model).Succeeded().OutLines;
        string[] names = [.. lines.Where(line => line[0] != ' ').Select(line => line[..15].Trim())];
        Assert.Equal(
            [
                "format", "size", "written by", "labels", "rate", "input", "outputs", "features", "network", "calibration", "training", "validation", "corpus", "licence", "split",
                "speaker overlap", "leaked clips", "clip hashes", "corpus hash", "split hash", "operators",
            ],
            names);
        Assert.Contains("labels           angry, disgust, fear, happy, neutral, sad, surprise, calm", lines);
        Assert.Contains("rate             16000 Hz", lines);
        Assert.Contains("input            samples [clips, n]", lines);
        Assert.Contains("speaker overlap  no", lines);
        Assert.Contains(lines, line => line.StartsWith("  mel: mel       convolution 5 x 5 to 16 channels, stride 2 x 2, normalisation", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length, 17, 110));
    }

    [Fact]
    public void As_JSON_the_card_stands_beside_file_size_and_opset()
    {
        using var folder = new TemporaryFolder();
        string renamed = folder["model.bin"];   // known by its content
        File.Copy(trained.Model, renamed);
        string line = Assert.Single(SerProcess.Run("info", renamed, "--json").Succeeded().OutLines);
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        Assert.Equal(["file", "bytes", "opset", "format", "tool", "labels", "sampleRate"], root.EnumerateObject().Take(7).Select(property => property.Name));
        Assert.Equal(renamed, root.GetProperty("file").GetString());
        Assert.Equal(new FileInfo(renamed).Length, root.GetProperty("bytes").GetInt64());
        Assert.Equal("speaker", root.GetProperty("corpus").GetProperty("splitRule").GetString());
    }

    [Fact]
    public void A_damaged_model_is_one_line_and_the_next_file_is_told_all_the_same()
    {
        using var folder = new TemporaryFolder();
        string damaged = folder["damaged.onnx"], clip = folder.Write("tone.wav", Wav.Tone(1));
        File.WriteAllBytes(damaged, File.ReadAllBytes(trained.Model)[..100_000]);
        var run = SerProcess.Run("info", damaged, clip, "--json");
        Assert.Contains($"{damaged}: no ONNX model, or cut short", run.Complaint(exitCode: 1), StringComparison.Ordinal);
        Assert.Equal([damaged, clip], run.OutLines.Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("file").GetString();
        }));
    }
}
