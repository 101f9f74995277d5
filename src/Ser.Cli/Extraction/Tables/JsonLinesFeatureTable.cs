using System.Text.Json;
using Ser.Core;

namespace Ser.Cli.Extraction.Tables;

/// <summary>One JSON object a line: file, label, speaker, features.</summary>
internal sealed class JsonLinesFeatureTable : IFeatureTable
{

    private readonly PendingFile file;
    private readonly BufferedStream buffer;
    private readonly IReadOnlyList<string> texts;
    private readonly JsonEncodedText[] columns;

    public JsonLinesFeatureTable(string path, IReadOnlyList<string> texts, IReadOnlyList<string> columns)
    {
        this.texts = texts;
        file = new PendingFile(path);
        buffer = new BufferedStream(file.Stream, 1 << 16);
        this.columns = [.. columns.Select(column => JsonEncodedText.Encode(column))];
    }

    public void Write(ExtractedClip clip)
    {
        using (var json = new Utf8JsonWriter(buffer, JsonLine.Readable))
        {
            json.WriteStartObject();
            foreach (string column in texts)
            {
                json.WriteString(column, RowColumns.Text(clip.Recording, column));
            }

            json.WriteStartObject("features");
            for (int i = 0; i < columns.Length; i++)
            {
                json.WriteNumber(columns[i], clip.Values[i]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
    }

    public void Complete()
    {
        buffer.Flush();
        file.Commit();
    }

    public void Dispose() => file.Dispose();
}
