using System.Text.Json;
using Ser.Corpora;

namespace Ser.Cli.Extraction.Tables;

/// <summary>Reads what <see cref="JsonLinesFeatureTable"/> wrote.</summary>
internal sealed class JsonLinesFeatureRows : IFeatureRows
{
    private readonly StreamReader lines;
    private string? next;

    public JsonLinesFeatureRows(string path)
    {
        lines = new StreamReader(path);
        next = lines.ReadLine();
        if (next is not null)
        {
            using var json = JsonDocument.Parse(next);
            Columns = [.. json.RootElement.GetProperty("features").EnumerateObject().Select(feature => feature.Name)];
        }
    }

    /// <summary>Those of the first row: an empty table has none.</summary>
    public IReadOnlyList<string> Columns { get; } = [];

    public ExtractedClip? Next()
    {
        if (next is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(next);
        next = lines.ReadLine();
        return new ExtractedClip(
            RecordingOf(json.RootElement), [.. json.RootElement.GetProperty("features").EnumerateObject().Select(feature => feature.Value.GetSingle())]);
    }

    public void Dispose() => lines.Dispose();

    /// <summary>The recording that a row tells of.</summary>
    public static Recording RecordingOf(JsonElement row)
    {
        string name = row.GetProperty("file").GetString()!;
        return new Recording(name, name, row.GetProperty("label").GetString(), row.GetProperty("speaker").GetString());
    }
}
