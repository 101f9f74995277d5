using System.Globalization;
using CsvHelper;
using Ser.Core;

namespace Ser.Cli.Augmentation;

/// <summary>manifest.csv of an augmented folder: a row per file. <c>ser train</c> reads its first columns, <c>--replay</c> the rest.</summary>
internal static class AugmentManifest
{
    /// <summary>How the file is called.</summary>
    public const string FileName = "manifest.csv";

    private static readonly string[] Columns =
    [
        "file", "label", "speaker", "split", "parent", "copy", "chain", "seed", "drawn", "peak_gain", "encoding", "source", "source_start", "source_end", "sound", "sha256",
    ];

    /// <summary>Writes the manifest into a folder.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    public static void Write(string folder, IEnumerable<ManifestRow> rows) => AtomicFile.Write(Path.Combine(folder, FileName), stream =>
    {
        using var csv = CsvWriter.Create(stream, RunFolders.Tables.Format, leaveOpen: true);
        csv.WriteHeader(Columns);
        foreach (var row in rows)
        {
            foreach (string? value in (string?[])
                [
                    row.File, row.Label, row.Speaker, row.Split, row.Parent, row.Copy.ToString(CultureInfo.InvariantCulture), row.Chain,
                    row.IsOriginal ? "" : row.Seed.ToString(CultureInfo.InvariantCulture), row.Drawn, Text(row.PeakGain), row.Encoding, row.Source,
                    Text(row.SourceStart), Text(row.SourceEnd), row.Sound, row.Sha256,
                ])
            {
                csv.WriteField(value);
            }

            csv.EndRecord();
        }
    });

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="UserError">It cannot be read, or is not one that <c>ser augment</c> wrote; told with the row.</exception>
    public static IReadOnlyList<ManifestRow> Read(string path)
    {
        try
        {
            using var csv = CsvReader.FromFile(path, CsvReaderOptions.Default);
            csv.ReadHeader();
            foreach (string column in Columns)
            {
                if (!csv.TryGetFieldIndex(column, out _))
                {
                    throw new UserError($"{path}, line 1: no column '{column}'; give a manifest that 'ser augment' wrote");
                }
            }

            var rows = new List<ManifestRow>();
            while (csv.Read())
            {
                rows.Add(ReadRow(csv, path, rows.Count + 1));
            }

            return rows.Count > 0 ? rows : throw new UserError($"{path}: has no rows; give a manifest that 'ser augment' wrote");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new UserError($"{path}: cannot be read as CSV ({error.Message.Split('\n')[0].Trim().TrimEnd('.')}); check the path and the file", error);
        }
    }

    private static ManifestRow ReadRow(CsvReader csv, string path, int row)
    {
        string name = Field("file");
        if (name.Length == 0 || Path.IsPathRooted(name) || name.Split('/', '\\').Contains(".."))
        {
            throw new UserError($"{path}, row {row}: file is '{name}', and not a path below the folder; give a manifest that 'ser augment' wrote");
        }

        return new ManifestRow
        {
            File = name,
            Label = OrNull("label"),
            Speaker = OrNull("speaker"),
            Split = OrNull("split"),
            Parent = OrNull("parent"),
            Copy = (int)Number("copy", 0)!,
            Chain = Field("chain"),
            Seed = long.TryParse(Field("seed"), CultureInfo.InvariantCulture, out long seed) ? seed : 0,
            Drawn = Field("drawn"),
            PeakGain = Number("peak_gain", null),
            Encoding = Field("encoding"),
            Source = Field("source"),
            SourceStart = Number("source_start", null),
            SourceEnd = Number("source_end", null),
            Sound = OrNull("sound"),
            Sha256 = OrNull("sha256"),
        };

        string Field(string column) => csv.TryGetFieldIndex(column, out int index) ? csv[index].ToString().Trim() : "";

        string? OrNull(string column) => Field(column) is { Length: > 0 } text ? text : null;

        double? Number(string column, double? empty) => Field(column) is not { Length: > 0 } text ? empty
            : double.TryParse(text, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
            : throw new UserError($"{path}, row {row}: {column} is '{text}', and not a number; give a manifest that 'ser augment' wrote");
    }

    private static string Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
