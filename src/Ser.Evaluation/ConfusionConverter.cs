using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ser.Evaluation;

/// <summary>
/// A confusion matrix with one row a line where the rest is indented: a number a line would hide the diagonal that a
/// person looks for.
/// </summary>
internal sealed class ConfusionConverter : JsonConverter<IReadOnlyList<IReadOnlyList<int>>>
{
    public override IReadOnlyList<IReadOnlyList<int>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var rows = JsonDocument.ParseValue(ref reader);
        return rows.RootElement is { ValueKind: JsonValueKind.Array } matrix
            ? [.. matrix.EnumerateArray().Select(ReadRow)]
            : throw new JsonException("a confusion matrix is an array of rows");
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<IReadOnlyList<int>> value, JsonSerializerOptions options)
    {
        string gap = options.WriteIndented ? ", " : ",";
        writer.WriteStartArray();

        // A raw value is not moved to its own line by the writer, so it brings its white space along.
        string start = options.WriteIndented ? options.NewLine + new string(' ', options.IndentSize * writer.CurrentDepth) : "";
        foreach (var row in value)
        {
            writer.WriteRawValue($"{start}[{string.Join(gap, row)}]");
        }

        writer.WriteEndArray();
    }

    private static IReadOnlyList<int> ReadRow(JsonElement row) => row.ValueKind == JsonValueKind.Array
        ? [.. row.EnumerateArray().Select(cell => cell.ValueKind == JsonValueKind.Number && cell.TryGetInt32(out int count)
            ? count
            : throw new JsonException("a confusion matrix holds whole numbers"))]
        : throw new JsonException("a confusion matrix is an array of rows");
}
