using Ser.Core;

namespace Ser.Cli.Extraction.Tables;

/// <summary>Opens a table that <see cref="FeatureTable"/> wrote.</summary>
internal static class FeatureRows
{
    /// <exception cref="UserError">The extension tells no format.</exception>
    public static IFeatureRows Open(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => new CsvFeatureRows(path),
        ".jsonl" => new JsonLinesFeatureRows(path),
        ".npy" => new NpyFeatureRows(path),
        ".parquet" => new ParquetFeatureRows(path),
        _ => throw new UserError($"{path}: a table of features ends in {string.Join(' ', FeatureTable.Extensions)}; give such a file"),
    };
}
