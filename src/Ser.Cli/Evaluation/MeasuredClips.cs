using CsvHelper;
using Ser.Evaluation;

namespace Ser.Cli.Evaluation;

/// <summary>What the clips of a test are and were taken for, by their names.</summary>
/// <param name="ByName">Every clip once.</param>
internal sealed record MeasuredClips(IReadOnlyDictionary<string, MeasuredClip> ByName)
{
    private static readonly string[] Columns = ["file", "truth", "predicted"];

    /// <summary>The tables that tell who speaks, beside predictions.csv of a run and of a cross-validation.</summary>
    private static readonly string[] SpeakerTables = ["split.csv", "folds.csv"];

    /// <summary>Those of a test that was just made.</summary>
    public static MeasuredClips Of(ModelTest test) => new(test.Clips.ToDictionary(
        clip => clip.Clip.Name, clip => new MeasuredClip(clip.Clip.Label, clip.Prediction.Label, clip.Clip.Speaker), StringComparer.Ordinal));

    /// <summary>Reads a table of predictions.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="figures">What was measured; a table of another test is of no use.</param>
    /// <param name="fault">Why it cannot be used, beginning with the file; null where it can.</param>
    /// <returns>Null where it cannot be used.</returns>
    public static MeasuredClips? Read(string file, ClassificationFigures figures, out string? fault)
    {
        var clips = new Dictionary<string, MeasuredClip>(StringComparer.Ordinal);
        try
        {
            var speakers = Path.GetFileName(file) == "predictions.csv" ? Speakers(Path.GetDirectoryName(file) ?? "") : [];
            fault = null;
            bool hasColumns = Scan(file, Columns, row =>
            {
                clips.TryAdd(row[0], new MeasuredClip(row[1], row[2], speakers.GetValueOrDefault(row[0])));
            });
            fault = !hasColumns ? $"{file}: no columns {string.Join(", ", Columns)}"
                : IsOf(figures, clips.Values) ? null
                : $"{file}: is of another test than the figures, or tests a clip twice";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            fault = $"{file}: cannot be read ({error.Message.Split('\n')[0].Trim().TrimEnd('.')})";
        }

        return fault is null ? new MeasuredClips(clips) : null;
    }

    private static Dictionary<string, string> Speakers(string folder)
    {
        var speakers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (SpeakerTables.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } table)
        {
            Scan(table, ["file", "speaker"], row => speakers[row[0]] = row[1]);
        }

        return speakers;
    }

    /// <summary>Calls back with the wanted columns of each row; false where one is missing.</summary>
    private static bool Scan(string file, string[] wanted, Action<string[]> take)
    {
        using var csv = CsvReader.FromFile(file, CsvReaderOptions.Default);
        csv.ReadHeader();
        int[] places = new int[wanted.Length];
        for (int i = 0; i < wanted.Length; i++)
        {
            if (!csv.TryGetFieldIndex(wanted[i], out places[i]))
            {
                return false;
            }
        }

        while (csv.Read())
        {
            string[] row = new string[wanted.Length];
            for (int i = 0; i < wanted.Length; i++)
            {
                row[i] = csv[places[i]].ToString();
            }

            take(row);
        }

        return true;
    }

    /// <summary>Whether the clips give the counts of the figures.</summary>
    private static bool IsOf(ClassificationFigures figures, IEnumerable<MeasuredClip> clips)
    {
        var counted = clips.CountBy(clip => (clip.Truth, clip.Predicted)).ToDictionary();
        var labels = figures.Labels;
        return counted.Values.Sum() == figures.Samples && labels.Index().All(truth => labels.Index().All(predicted =>
            counted.GetValueOrDefault((truth.Item, predicted.Item)) == figures.Confusion[truth.Index][predicted.Index]));
    }
}

/// <summary>A clip of a test.</summary>
/// <param name="Truth">Its label.</param>
/// <param name="Predicted">What it was taken for.</param>
/// <param name="Speaker">Who speaks; null or empty where that is not known.</param>
internal sealed record MeasuredClip(string Truth, string Predicted, string? Speaker);
