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
        Texts = RowColumns.Of(header);
        Columns = header[Texts.Count..];
    }

    public IReadOnlyList<string> Texts { get; }

    public IReadOnlyList<string> Columns { get; }

    public ExtractedClip? Next()
    {
        if (!csv.Read())
        {
            return null;
        }

        float[] values = new float[Columns.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = float.Parse(csv[Texts.Count + i].ToString(), CultureInfo.InvariantCulture);
        }

        return new ExtractedClip(RowColumns.Recording(Texts, column => NullIfEmpty(csv[Texts.Index().First(text => text.Item == column).Index].ToString())), values);
    }

    public void Dispose() => csv.Dispose();

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
