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
            Texts = RowColumns.Of([.. json.RootElement.EnumerateObject().Select(property => property.Name)]);
            Columns = [.. json.RootElement.GetProperty("features").EnumerateObject().Select(feature => feature.Name)];
        }
    }

    /// <summary>Those of the first row: an empty table has those of every table.</summary>
    public IReadOnlyList<string> Texts { get; } = RowColumns.Always;

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
            RecordingOf(json.RootElement, Texts), [.. json.RootElement.GetProperty("features").EnumerateObject().Select(feature => feature.Value.GetSingle())]);
    }

    public void Dispose() => lines.Dispose();

    /// <summary>The recording that a row tells of.</summary>
    public static Recording RecordingOf(JsonElement row, IReadOnlyList<string> texts) =>
        RowColumns.Recording(texts, column => row.GetProperty(column).GetString());
}
