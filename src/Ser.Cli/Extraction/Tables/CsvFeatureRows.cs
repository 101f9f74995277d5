using System.Globalization;
using CsvHelper;
using Ser.Corpora;

namespace Ser.Cli.Extraction.Tables;

/// <summary>Reads what <see cref="CsvFeatureTable"/> wrote.</summary>
internal sealed class CsvFeatureRows : IFeatureRows
{
    private readonly CsvReader csv;

    public CsvFeatureRows(string path)
    {
        csv = CsvReader.FromFile(path, CsvReaderOptions.Default);
        csv.ReadHeader();
        string[] header = [.. csv.Headers.Select(name => name.ToString())];
        Columns = header.Take(CsvFeatureTable.RowColumns.Length).SequenceEqual(CsvFeatureTable.RowColumns)
            ? header[CsvFeatureTable.RowColumns.Length..]
            : throw new FormatException($"its columns do not begin with {string.Join(',', CsvFeatureTable.RowColumns)}");
    }

    public IReadOnlyList<string> Columns { get; }

    public ExtractedClip? Next()
    {
        if (!csv.Read())
        {
            return null;
        }

        const int First = 3;
        float[] values = new float[Columns.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = float.Parse(csv[First + i].ToString(), CultureInfo.InvariantCulture);
        }

        string name = csv[0].ToString();
        return new ExtractedClip(new Recording(name, name, NullIfEmpty(csv[1].ToString()), NullIfEmpty(csv[2].ToString())), values);
    }

    public void Dispose() => csv.Dispose();

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
