using System.Numerics;
using System.Text.Json;
using CsvHelper;
using Parquet;
using Ser.Core;

namespace Ser.Cli.Sheets;

/// <summary>Reads and writes whole tables in the formats of <c>ser extract</c>.</summary>
internal static class SheetFile
{
    /// <summary>Extensions of the formats.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".csv", ".jsonl", ".npy", ".parquet"];

    /// <summary>Whether the name of a file is that of a table.</summary>
    public static bool Is(string path) => Extensions.Contains(Extension(path));

    /// <summary>Reads a table. CSV and JSON lines hold float; NumPy and Parquet tell.</summary>
    /// <exception cref="UserError">There is no such file, its extension is none of <see cref="Extensions"/>, or it is damaged.</exception>
    public static FeatureSheet Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UserError($"{path}: no such file; check the path");
        }

        try
        {
            return Extension(path) switch
            {
                ".csv" => CsvSheet.Read(path),
                ".jsonl" => JsonLinesSheet.Read(path),
                ".npy" => NpySheet.Read(path),
                ".parquet" => ParquetSheet.Read(path).GetAwaiter().GetResult(),
                _ => throw Foreign(path),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or InvalidDataException or JsonException
            or InvalidOperationException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException or CsvFormatException or ParquetException)
        {
            throw new UserError($"{path}: cannot be read as a table of features ({error.Message.Split('\n')[0].TrimEnd('.')}); mend it, or extract it again", error);
        }
    }

    /// <summary>Writes a table; it stands in its place only when all of it is written.</summary>
    /// <exception cref="UserError">The extension is none of <see cref="Extensions"/>, or the file cannot be written.</exception>
    public static void Write<T>(string path, FeatureSheet<T> sheet)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (Extension(path))
        {
            case ".csv": CsvSheet.Write(path, sheet); break;
            case ".jsonl": JsonLinesSheet.Write(path, sheet); break;
            case ".npy": NpySheet.Write(path, sheet); break;
            case ".parquet": ParquetSheet.Write(path, sheet).GetAwaiter().GetResult(); break;
            default: throw Foreign(path);
        }
    }

    /// <summary>Refuses a name before any work is done for it.</summary>
    /// <exception cref="UserError">The extension is none of <see cref="Extensions"/>.</exception>
    public static void Require(string path) => _ = Is(path) ? path : throw Foreign(path);

    private static UserError Foreign(string path) => new($"{path}: a table of features ends in {string.Join(' ', Extensions)}; give such a file");

    private static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();
}
