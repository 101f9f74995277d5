using System.Runtime.InteropServices;
using System.Text.Json;
using Ser.Core;

namespace Ser.Cli.Extraction.Tables;

/// <summary>clips × columns as float32, with a JSON file beside it that names columns and clips.</summary>
internal sealed class NpyFeatureTable : IFeatureTable
{
    private readonly PendingFile array, names;
    private readonly BufferedStream buffer;
    private readonly Utf8JsonWriter json;
    private readonly IReadOnlyList<string> texts;
    private readonly int columns;
    private long rows;
    private bool complete;

    public NpyFeatureTable(string path, IReadOnlyList<string> texts, IReadOnlyList<string> columns, string preset)
    {
        this.texts = texts;
        this.columns = columns.Count;
        array = new PendingFile(path);
        names = new PendingFile(Path.ChangeExtension(path, ".json"));
        buffer = new BufferedStream(array.Stream, 1 << 16);
        buffer.Write(NpyFile.Header(0, this.columns));

        json = new Utf8JsonWriter(names.Stream, JsonLine.Readable);
        json.WriteStartObject();
        json.WriteString("preset", preset);
        json.WriteStartArray("columns");
        foreach (string column in columns)
        {
            json.WriteStringValue(column);
        }

        json.WriteEndArray();
        json.WriteStartArray("clips");
    }

    public void Write(ExtractedClip clip)
    {
        buffer.Write(MemoryMarshal.AsBytes(clip.Values.AsSpan()));
        rows++;

        json.WriteStartObject();
        foreach (string column in texts)
        {
            json.WriteString(column, RowColumns.Text(clip.Recording, column));
        }

        json.WriteEndObject();
        if (json.BytesPending > 1 << 16)
        {
            json.Flush();
        }
    }

    public void Complete()
    {
        complete = true;
        buffer.Seek(0, SeekOrigin.Begin);
        buffer.Write(NpyFile.Header(rows, columns));
        buffer.Flush();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Dispose();
        array.Commit();
        names.Commit();
    }

    public void Dispose()
    {
        if (!complete)
        {
            json.Dispose();
        }

        array.Dispose();
        names.Dispose();
    }
}
