using CsvHelper;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Cli.Augmentation;

/// <summary>Reads split.csv of a run folder.</summary>
internal static class SplitTable
{
    /// <summary>The part of each clip, by its name.</summary>
    /// <exception cref="UserError">It cannot be read, or has no columns file and part.</exception>
    public static IReadOnlyDictionary<string, Part> Read(string path)
    {
        try
        {
            using var csv = CsvReader.FromFile(path, CsvReaderOptions.Default);
            csv.ReadHeader();
            if (!csv.TryGetFieldIndex("file", out int file) || !csv.TryGetFieldIndex("part", out int part))
            {
                throw new UserError($"{path}, line 1: no columns 'file' and 'part'; give split.csv of a run folder");
            }

            var parts = new Dictionary<string, Part>(StringComparer.Ordinal);
            while (csv.Read())
            {
                parts[csv[file].ToString()] = Enum.TryParse<Part>(csv[part].ToString(), ignoreCase: true, out var known)
                    ? known
                    : throw new UserError($"{path}, row {parts.Count + 1}: part is '{csv[part].ToString()}'; it has to be train, validation or test");
            }

            return parts;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new UserError($"{path}: cannot be read as CSV ({error.Message.Split('\n')[0].Trim().TrimEnd('.')}); check the path and the file", error);
        }
    }
}
