using System.Numerics;
using System.Text.Json;
using Ser.Core;

namespace Ser.Cli.Sheets;

/// <summary>Tables as one JSON object a line: texts, and the values in <c>features</c>.</summary>
internal static class JsonLinesSheet
{
    private const string Features = "features";


    public static FeatureSheet<float> Read(string path)
    {
        string[]? texts = null, columns = null;
        var rows = new List<string?[]>();
        var values = new List<float>();
        foreach (string line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            texts ??= [.. root.EnumerateObject().Select(property => property.Name).Where(name => name != Features)];
            columns ??= [.. root.GetProperty(Features).EnumerateObject().Select(feature => feature.Name)];
            rows.Add(TextsOf(root, texts));
            int before = values.Count;
            values.AddRange(root.GetProperty(Features).EnumerateObject().Select(feature => feature.Value.GetSingle()));
            if (values.Count - before != columns.Length)
            {
                throw new UserError($"{path}, row {rows.Count}: {values.Count - before} features where the first row has {columns.Length}; mend the row");
            }
        }

        return new FeatureSheet<float>(texts ?? [], columns ?? [], "") { Texts = rows, Values = [.. values] };
    }

    public static void Write<T>(string path, FeatureSheet<T> sheet)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AtomicFile.Write(path, stream =>
    {
        using var buffer = new BufferedStream(stream, 1 << 16);
        JsonEncodedText[] columns = [.. sheet.Columns.Select(column => JsonEncodedText.Encode(column))];
        foreach (var (row, texts) in sheet.Texts.Index())
        {
            using (var json = new Utf8JsonWriter(buffer, JsonLine.Readable))
            {
                json.WriteStartObject();
                WriteTexts(json, sheet.TextColumns, texts);
                json.WriteStartObject(Features);
                var values = sheet.Row(row);
                for (int i = 0; i < columns.Length; i++)
                {
                    if (values[i] is float single)
                    {
                        json.WriteNumber(columns[i], single);
                    }
                    else
                    {
                        json.WriteNumber(columns[i], double.CreateTruncating(values[i]));
                    }
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            buffer.WriteByte((byte)'\n');
        }
    });

    /// <summary>The texts of an object; what is no text there, such as a number, as it is written.</summary>
    public static string?[] TextsOf(JsonElement row, IReadOnlyList<string> names) =>
    [
        .. names.Select(name => !row.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
            : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()),
    ];

    /// <summary>Writes texts as properties; null where one is not known.</summary>
    public static void WriteTexts(Utf8JsonWriter json, IReadOnlyList<string> names, string?[] texts)
    {
        foreach (var (name, text) in names.Zip(texts))
        {
            json.WriteString(name, text);
        }
    }
}
