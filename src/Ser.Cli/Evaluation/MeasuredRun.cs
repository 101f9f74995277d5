using System.Text.Json;
using Ser.Core;
using Ser.Evaluation;

namespace Ser.Cli.Evaluation;

/// <summary>A test that was measured before, read from its files; nothing in them is trusted.</summary>
/// <param name="Name">How the user called it.</param>
/// <param name="Figures">What was measured; of a cross-validation, of all tests together.</param>
/// <param name="Clips">What each clip was taken for; null where that is not known.</param>
/// <param name="WhyNoClips">Why it is not, beginning with a place; null where it is known.</param>
internal sealed record MeasuredRun(string Name, ClassificationFigures Figures, MeasuredClips? Clips, string? WhyNoClips)
{
    private const string Metrics = "metrics.json", Crossval = "crossval.json", Predictions = "predictions.csv";
    private const long MostBytes = 64 << 20;

    /// <summary>
    /// Reads a folder of <c>ser train</c> or <c>ser crossval</c>, or a file of figures. The predictions of metrics.json and crossval.json are those
    /// beside them, the predictions of any other X.json are X.csv.
    /// </summary>
    /// <exception cref="UserError">There is none, or it cannot be used.</exception>
    public static MeasuredRun Read(string path)
    {
        bool isFolder = Directory.Exists(path);
        string file = !isFolder ? path
            : File.Exists(Path.Combine(path, Crossval)) ? Path.Combine(path, Crossval)
            : Path.Combine(path, Metrics);
        if (!File.Exists(file))
        {
            throw new UserError(isFolder
                ? $"{path}: has no {Metrics} and no {Crossval}; give a folder that 'ser train' or 'ser crossval' wrote to its end"
                : $"{path}: no such file; give {Metrics}, a file that 'ser evaluate --json' wrote, or the folder of a run");
        }

        var figures = ReadFigures(file);
        bool isOfRun = Path.GetFileName(file) is Metrics or Crossval;
        string table = isOfRun ? Path.Combine(Path.GetDirectoryName(file) ?? "", Predictions) : Path.ChangeExtension(file, ".csv");
        if (table == file || !File.Exists(table))
        {
            return new MeasuredRun(path, figures, null, $"{path}: no predictions beside it ({Path.GetFileName(table)})");
        }

        var clips = MeasuredClips.Read(table, figures, out string? fault);
        return new MeasuredRun(path, figures, clips, fault);
    }

    private static ClassificationFigures ReadFigures(string file)
    {
        const string Remedy = "give metrics.json, crossval.json, or a file that 'ser evaluate --json' wrote";
        try
        {
            if (new FileInfo(file).Length > MostBytes)
            {
                throw new UserError($"{file}: larger than any file of figures; {Remedy}");
            }

            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = json.RootElement;
            var figures = ClassificationFigures.FromJson(
                root.ValueKind == JsonValueKind.Object && root.TryGetProperty("pooled", out var pooled) ? pooled.GetRawText() : root.GetRawText());
            bool isSane = figures is { Samples: > 0, Uar: >= 0 and <= 1, Accuracy: >= 0 and <= 1 }
                && figures.Confusion.SelectMany(row => row).All(count => count >= 0)
                && figures.Confusion.SelectMany(row => row).Sum(count => (long)count) == figures.Samples;
            return isSane ? figures : throw new JsonException("its figures contradict each other");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new UserError($"{file}: holds no figures ({error.Message.Split('\n')[0].TrimEnd('.')}); {Remedy}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{file}: cannot be read ({error.Message.Split('\n')[0].TrimEnd('.')}); {Remedy}", error);
        }
    }
}
