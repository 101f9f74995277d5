using System.Runtime.InteropServices;
using System.Text.Json;

namespace Ser.Cli.Extraction.Tables;

/// <summary>Reads what <see cref="NpyFeatureTable"/> wrote: the array, and the JSON file beside it one clip at a time.</summary>
internal sealed class NpyFeatureRows : IFeatureRows
{
    private readonly FileStream array, names;
    private readonly List<byte> text = [];
    private JsonDocument? next;

    public NpyFeatureRows(string path)
    {
        array = File.OpenRead(path);
        try
        {
            names = File.OpenRead(Path.ChangeExtension(path, ".json"));
            Columns = ReadColumns();
            next = ReadClip();
            Texts = next is null ? RowColumns.Always : RowColumns.Of([.. next.RootElement.EnumerateObject().Select(property => property.Name)]);
            array.Position = NpyFile.HeaderBytes;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Those of the first clip: a table without any has those of every table.</summary>
    public IReadOnlyList<string> Texts { get; }

    public IReadOnlyList<string> Columns { get; }

    public ExtractedClip? Next()
    {
        if (next is not { } clip)
        {
            return null;
        }

        using (clip)
        {
            next = ReadClip();
            float[] values = new float[Columns.Count];
            array.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return new ExtractedClip(JsonLinesFeatureRows.RecordingOf(clip.RootElement, Texts), values);
        }
    }

    public void Dispose()
    {
        array.Dispose();
        names?.Dispose();
        next?.Dispose();
    }

    /// <summary>Reads up to the first clip. What stands there is a whole object but for its last two brackets.</summary>
    private string[] ReadColumns()
    {
        var end = "\"clips\":["u8;
        while (!CollectionsMarshal.AsSpan(text).EndsWith(end))
        {
            text.Add(ReadByte());
        }

        text.AddRange("]}"u8);
        using var json = JsonDocument.Parse(text.ToArray());
        text.Clear();
        return [.. json.RootElement.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)];
    }

    /// <summary>The next object of the list; null at its end. Clips hold no objects, so the first brace outside a text ends one.</summary>
    private JsonDocument? ReadClip()
    {
        byte first = ReadByte();
        first = first == ',' ? ReadByte() : first;
        if (first == ']')
        {
            return null;
        }

        text.Clear();
        text.Add(first);
        bool inText = false;
        for (byte next = 0; inText || next != '}';)
        {
            next = ReadByte();
            text.Add(next);
            if (inText && next == '\\')
            {
                text.Add(ReadByte());
            }
            else if (next == '"')
            {
                inText = !inText;
            }
        }

        return JsonDocument.Parse(text.ToArray());
    }

    private byte ReadByte() => names.ReadByte() is >= 0 and var value ? (byte)value : throw new EndOfStreamException($"{names.Name} ends too soon");
}
