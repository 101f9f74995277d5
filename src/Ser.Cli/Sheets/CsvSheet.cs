using System.Globalization;
using System.Numerics;
using CsvHelper;
using Ser.Core;

namespace Ser.Cli.Sheets;

/// <summary>Tables as CSV: a row of names, then texts and values.</summary>
internal static class CsvSheet
{
    public static FeatureSheet<float> Read(string path)
    {
        using var csv = CsvReader.FromFile(path, CsvReaderOptions.Default);
        csv.ReadHeader();
        string[] header = [.. csv.Headers.Select(name => name.ToString())];
        bool isFilled = csv.Read();
        bool[] isText = [.. header.Select((name, i) => FeatureSheet.IsText(name) || (isFilled && !csv.TryParse<float>(i, out _)))];
        int[] texts = [.. header.Index().Where(pair => isText[pair.Index]).Select(pair => pair.Index)];
        int[] numbers = [.. header.Index().Where(pair => !isText[pair.Index]).Select(pair => pair.Index)];
        var rows = new List<string?[]>();
        var values = new List<float>();
        for (; isFilled; isFilled = csv.Read())
        {
            if (csv.FieldCount != header.Length)
            {
                throw new UserError($"{path}, row {rows.Count + 1}: {csv.FieldCount} cells where the first line names {header.Length}; mend the row");
            }

            rows.Add([.. texts.Select(i => csv[i].ToString() is { Length: > 0 } text ? text : null)]);
            foreach (int i in numbers)
            {
                values.Add(csv.TryParse(i, out float value)
                    ? value
                    : throw new UserError($"{path}, row {rows.Count}, column '{header[i]}': '{csv[i].ToString()}' is no number; mend the cell or leave the row out"));
            }
        }

        return new FeatureSheet<float>([.. texts.Select(i => header[i])], [.. numbers.Select(i => header[i])], "") { Texts = rows, Values = [.. values] };
    }

    public static void Write<T>(string path, FeatureSheet<T> sheet)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AtomicFile.Write(path, stream =>
    {
        using var csv = CsvWriter.Create(stream, RunFolders.Tables.Format, leaveOpen: true);
        csv.WriteHeader([.. sheet.TextColumns, .. sheet.Columns]);
        foreach (var (row, texts) in sheet.Texts.Index())
        {
            foreach (string? text in texts)
            {
                csv.WriteField(text);
            }

            foreach (T value in sheet.Row(row))
            {
                csv.WriteField(value);
            }

            csv.EndRecord();
        }
    });
}
