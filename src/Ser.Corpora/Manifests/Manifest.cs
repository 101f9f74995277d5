using CsvHelper;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>A table of recordings: a CSV file with the column <c>file</c> and, where they are known, <c>label</c> and <c>speaker</c>.</summary>
/// <remarks>Other columns are allowed and passed over. Relative paths are relative to the manifest.</remarks>
public static class Manifest
{
    /// <summary>Whether a path is taken for a manifest: a file whose name ends in .csv.</summary>
    public static bool Is(string path) => Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a manifest row by row; a manifest may be larger than the memory.</summary>
    /// <param name="path">The CSV file.</param>
    /// <exception cref="UserError">There is no such file, it has no column "file", or a row names none; told with the line.</exception>
    public static IEnumerable<Recording> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Rows(path);
    }

    private static IEnumerable<Recording> Rows(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using var csv = Open(path);
        int file = Column(csv, "file") ?? throw new UserError($"{path}, line 1: no column 'file'; the columns are {string.Join(", ", csv.Headers)}");
        int? label = Column(csv, "label"), speaker = Column(csv, "speaker");
        for (int row = 1; Next(csv, path, row); row++)
        {
            string name = csv[file].ToString().Trim();
            if (name.Length == 0)
            {
                throw new UserError($"{path}, row {row}: names no file; fill the column 'file' or remove the row");
            }

            string? labelText = label is { } l ? NullIfEmpty(csv[l].ToString()) : null;
            yield return new Recording(
                Path.Combine(folder, name), name, labelText is null ? null : Emotions.Fold(labelText), speaker is { } s ? NullIfEmpty(csv[s].ToString()) : null);
        }
    }

    private static CsvReader Open(string path)
    {
        try
        {
            var csv = CsvReader.FromFile(path, CsvReaderOptions.Default);
            csv.ReadHeader();
            return csv;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new UserError($"{path}: cannot be read as CSV ({FirstLine(error)}); check the path and the file", error);
        }
    }

    private static bool Next(CsvReader csv, string path, int row)
    {
        try
        {
            return csv.Read();
        }
        catch (Exception error) when (error is IOException or CsvFormatException)
        {
            throw new UserError($"{path}, row {row}: cannot be read as CSV ({FirstLine(error)}); mend the row", error);
        }
    }

    private static int? Column(CsvReader csv, string name) => csv.TryGetFieldIndex(name, out int index) ? index : null;

    private static string? NullIfEmpty(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0].Trim().TrimEnd('.');
}
