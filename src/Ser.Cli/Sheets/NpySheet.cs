using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ser.Cli.Extraction.Tables;
using Ser.Core;

namespace Ser.Cli.Sheets;

/// <summary>Tables as an array of NumPy, float32 or float64, with a JSON file beside it that names columns and rows.</summary>
internal static partial class NpySheet
{
    public static FeatureSheet Read(string path)
    {
        string names = Path.ChangeExtension(path, ".json");
        if (!File.Exists(names))
        {
            throw new UserError($"{path}: tells no labels, for {names} is missing; put it there, with 'columns' and 'clips' as 'ser extract' writes them");
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(names));
        var root = json.RootElement;
        string[] columns = [.. root.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)];
        var clips = root.GetProperty("clips");
        string[] texts = clips.GetArrayLength() > 0 ? [.. clips[0].EnumerateObject().Select(property => property.Name)] : [.. RowColumns.Always];
        var rows = clips.EnumerateArray().Select(clip => JsonLinesSheet.TextsOf(clip, texts)).ToList();
        string preset = root.TryGetProperty("preset", out var named) ? named.GetString() ?? "" : "";

        using var file = File.OpenRead(path);
        var (type, shape) = ReadHeader(file);
        if (shape is not [var height, var width] || height != rows.Count || width != columns.Length)
        {
            throw new UserError($"{path}: is an array of ({string.Join(", ", shape)}) where {names} tells {rows.Count} rows of {columns.Length} columns; give files that belong together");
        }

        return type switch
        {
            "<f4" => new FeatureSheet<float>(texts, columns, preset) { Texts = rows, Values = ReadValues<float>(file, height * width) },
            "<f8" => new FeatureSheet<double>(texts, columns, preset) { Texts = rows, Values = ReadValues<double>(file, height * width) },
            _ => throw new UserError($"{path}: holds {type} and not float32 or float64 (<f4, <f8); convert it"),
        };
    }

    public static void Write<T>(string path, FeatureSheet<T> sheet)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        AtomicFile.Write(Path.ChangeExtension(path, ".json"), stream =>
        {
            using var json = new Utf8JsonWriter(stream, JsonLine.Readable);
            json.WriteStartObject();
            json.WriteString("preset", sheet.Preset);
            json.WriteStartArray("columns");
            foreach (string column in sheet.Columns)
            {
                json.WriteStringValue(column);
            }

            json.WriteEndArray();
            json.WriteStartArray("clips");
            foreach (string?[] texts in sheet.Texts)
            {
                json.WriteStartObject();
                JsonLinesSheet.WriteTexts(json, sheet.TextColumns, texts);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        AtomicFile.Write(path, stream =>
        {
            byte[] header = NpyFile.Header(sheet.Texts.Count, sheet.Columns.Count);
            if (typeof(T) == typeof(double))
            {
                header[header.AsSpan().IndexOf("<f4"u8) + 2] = (byte)'8';
            }

            stream.Write(header);
            const int Chunk = 1 << 20;
            for (int start = 0; start < sheet.Values.Length; start += Chunk)
            {
                stream.Write(MemoryMarshal.AsBytes(sheet.Values.AsSpan(start, Math.Min(Chunk, sheet.Values.Length - start))));
            }
        });
    }

    /// <summary>Type and shape; the stream stands at the values then. Versions 1 to 3 differ in the length of the header only.</summary>
    private static (string Type, int[] Shape) ReadHeader(FileStream file)
    {
        Span<byte> start = stackalloc byte[8];
        file.ReadExactly(start);
        if (!start[..6].SequenceEqual((ReadOnlySpan<byte>)[0x93, .. "NUMPY"u8]))
        {
            throw new FormatException("it is no array of NumPy");
        }

        Span<byte> size = stackalloc byte[start[6] == 1 ? 2 : 4];
        file.ReadExactly(size);
        int length = size.Length == 2 ? BitConverter.ToUInt16(size) : checked((int)BitConverter.ToUInt32(size));
        byte[] text = new byte[Math.Min(length, 1 << 16)];
        file.ReadExactly(text);
        var header = HeaderPattern().Match(Encoding.ASCII.GetString(text));
        if (!header.Success)
        {
            throw new FormatException("its header tells no array of numbers in C order");
        }

        const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        return (
            header.Groups["type"].Value,
            [.. header.Groups["shape"].Value.Split(',', Tidy).Select(length => int.Parse(length, CultureInfo.InvariantCulture))]);
    }

    private static T[] ReadValues<T>(FileStream file, int count)
        where T : unmanaged
    {
        var values = new T[count];
        const int Chunk = 1 << 20;
        for (int start = 0; start < count; start += Chunk)
        {
            file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(start, Math.Min(Chunk, count - start))));
        }

        return values;
    }

    [GeneratedRegex(@"'descr': *'(?<type>[^']+)', *'fortran_order': *False, *'shape': *\((?<shape>[^)]*)\)")]
    private static partial Regex HeaderPattern();
}
