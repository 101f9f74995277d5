using CsvHelper;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>Reads the rows of a manifest with a header and separated columns.</summary>
internal static class CsvManifest
{
    /// <summary>Reads row by row.</summary>
    /// <param name="path">The file; what separates its columns (, ; tab |) is seen from its first lines, and in a .tsv it is the tab.</param>
    /// <param name="required">Columns that must be there.</param>
    /// <exception cref="UserError">It cannot be read, or a required column is missing.</exception>
    public static IEnumerable<ManifestRow> Read(string path, IReadOnlyList<ManifestColumn> required)
    {
        using var csv = Open(path);
        string[] header = [.. csv.Headers.Select(name => name.ToString().Trim())];
        int[] places = ManifestColumns.Find(header);
        foreach (var column in required)
        {
            if (places[(int)column] < 0)
            {
                throw new UserError($"{path}, row 1: no column '{ManifestColumns.Name(column)}'; the columns are {string.Join(", ", header)}");
            }
        }

        while (Next(csv, path))
        {
            var cells = new string?[Math.Min(header.Length, csv.FieldCount)];
            for (int i = 0; i < cells.Length; i++)
            {
                cells[i] = csv[i].ToString().Trim() is { Length: > 0 } text ? text : null;
            }

            yield return new ManifestRow((int)csv.LineNumber, header, places, cells);
        }
    }

    private static CsvReader Open(string path)
    {
        try
        {
            var options = CsvReaderOptions.Default with { TrackLineNumbers = true };
            options = Path.GetExtension(path).Equals(".tsv", StringComparison.OrdinalIgnoreCase) ? options with { Separator = '\t' } : options;
            var csv = CsvReader.FromFile(path, options);
            csv.ReadHeader();
            return csv;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new UserError($"{path}: cannot be read as a table ({FirstLine(error)}); check the path and the file", error);
        }
    }

    private static bool Next(CsvReader csv, string path)
    {
        try
        {
            return csv.Read();
        }
        catch (Exception error) when (error is IOException or CsvFormatException)
        {
            throw new UserError($"{path}, after row {csv.LineNumber}: cannot be read as a table ({FirstLine(error)}); mend the row", error);
        }
    }

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0].Trim().TrimEnd('.');
}
