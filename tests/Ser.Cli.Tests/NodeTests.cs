using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Ser.Tests.Cli;

/// <summary>The lines of JavaScript that docs/model-format.md shows, as they stand there.</summary>
public sealed class NodeTests(TrainedModel trained)
{
    private const double Tolerance = 1e-4;   // of a probability; another version of ONNX Runtime may add in another order

    [Fact]
    public void The_documented_JavaScript_labels_20_clips_as_predict_does()
    {
        string folder = NodeRuntime.NewFolder();
        try
        {
            File.WriteAllText(Path.Combine(folder, "label.mjs"), Lines("js"));
            File.Copy(trained.Model, Path.Combine(folder, "model.onnx"));
            string[] all = [.. Directory.GetFiles(TrainedModel.Demo, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            string[] files = [.. Enumerable.Range(0, 20).Select(i => all[i * all.Length / 20])];
            string[] raw = [.. files.Select((file, i) => Raw(folder, $"{i}.f32", file))];

            string[] lines = NodeRuntime.Run(folder, ["label.mjs", .. raw]).Succeeded().OutLines;
            string[] expected = SerProcess.Run(["predict", "--model", trained.Model, "--json", .. files]).Succeeded().OutLines;
            Assert.Equal(20, lines.Length);
            Assert.All(expected.Zip(lines), pair => RequireSame(pair.First, pair.Second));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void RequireSame(string predicted, string printed)
    {
        using var json = JsonDocument.Parse(predicted);
        string[] cells = printed.Split(' ');   // file, label, probabilities
        Assert.Equal(json.RootElement.GetProperty("label").GetString(), cells[1]);
        double[] probabilities = [.. json.RootElement.GetProperty("probabilities").EnumerateObject().Select(pair => pair.Value.GetDouble())];
        Assert.Equal(probabilities.Length, cells.Length - 2);
        Assert.All(probabilities.Zip(cells[2..]), pair => Assert.Equal(pair.First, double.Parse(pair.Second, CultureInfo.InvariantCulture), Tolerance));
    }

    /// <summary>The block of a language in docs/model-format.md.</summary>
    private static string Lines(string language)
    {
        string text = File.ReadAllText(Path.Combine(TestData.Repository, "docs", "model-format.md"));
        string fence = $"```{language}\n";
        int start = text.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }

    /// <summary>The samples of a WAV of 16 bit as raw floats.</summary>
    private static string Raw(string folder, string name, string wav)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(wav);
        int data = bytes.IndexOf("data"u8);
        var content = bytes.Slice(data + 8, BinaryPrimitives.ReadInt32LittleEndian(bytes[(data + 4)..]));
        float[] samples = Array.ConvertAll(MemoryMarshal.Cast<byte, short>(content).ToArray(), sample => sample / 32768f);
        File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes<float>(samples));
        return name;
    }
}
