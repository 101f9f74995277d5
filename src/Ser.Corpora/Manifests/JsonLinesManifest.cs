using System.Text.Json;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>Reads the rows of a manifest with one JSON object a line, as EmoBox writes them.</summary>
/// <remarks>Keys: key, dataset, wav, emo, and start_time and end_time where a file holds several clips. Ours are understood too.</remarks>
internal static class JsonLinesManifest
{
    /// <summary>Reads row by row; empty lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="required">Keys that every row must have.</param>
    /// <exception cref="UserError">It cannot be read, a line is no JSON object of texts and numbers, or lacks a required key.</exception>
    public static IEnumerable<ManifestRow> Read(string path, IReadOnlyList<ManifestColumn> required)
    {
        using var lines = Open(path);
        for (int number = 1; Next(lines, path) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Row(line, number, path, required);
            }
        }
    }

    private static ManifestRow Row(string line, int number, string path, IReadOnlyList<ManifestColumn> required)
    {
        using var json = Parse(line, number, path);
        var properties = json.RootElement.EnumerateObject().ToArray();
        string[] keys = [.. properties.Select(property => property.Name)];
        int[] places = ManifestColumns.Find(keys);
        foreach (var column in required)
        {
            if (places[(int)column] < 0)
            {
                throw new ManifestFault(number, ManifestColumns.Name(column), $"is missing; the keys are {string.Join(", ", keys)}").ToError(path);
            }
        }

        return new ManifestRow(number, keys, places, [.. properties.Select((property, i) => Text(property, places.Contains(i), number, path))]);
    }

    private static string? Text(JsonProperty property, bool needed, int number, string path) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString()!.Trim() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => property.Value.GetRawText(),
        JsonValueKind.Null => null,
        _ when !needed => null,
        _ => throw new ManifestFault(number, property.Name, "is neither a text nor a number; mend it").ToError(path),
    };

    private static JsonDocument Parse(string line, int number, string path)
    {
        try
        {
            var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json
                : throw new ManifestFault(number, null, "is no JSON object; give one on every line").ToError(path);
        }
        catch (JsonException error)
        {
            throw new ManifestFault(number, null, $"is no JSON object, from character {error.BytePositionInLine + 1} on; give one on every line").ToError(path);
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotBeRead(path, error);
        }
    }

    private static string? Next(StreamReader lines, string path)
    {
        try
        {
            return lines.ReadLine();
        }
        catch (IOException error)
        {
            throw CannotBeRead(path, error);
        }
    }

    private static UserError CannotBeRead(string path, Exception error) =>
        new($"{path}: cannot be read ({error.Message.Split('\n')[0].TrimEnd('.')}); check the path and the file", error);
}
