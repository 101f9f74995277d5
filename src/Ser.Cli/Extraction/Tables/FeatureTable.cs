using Ser.Core;

namespace Ser.Cli.Extraction.Tables;

/// <summary>Opens the table whose format the name of the file tells.</summary>
internal static class FeatureTable
{
    /// <summary>Extensions of the formats.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".csv", ".jsonl", ".npy", ".parquet"];

    /// <summary>Begins a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="texts">Names of the columns of text before the values, as <see cref="RowColumns"/> has them.</param>
    /// <param name="columns">Names of the values.</param>
    /// <param name="preset">Name of the analysis, for formats that can hold it.</param>
    /// <exception cref="UserError">The extension is none of <see cref="Extensions"/>, or the file cannot be written.</exception>
    public static IFeatureTable Create(string path, IReadOnlyList<string> texts, IReadOnlyList<string> columns, string preset) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => new CsvFeatureTable(path, texts, columns),
        ".jsonl" => new JsonLinesFeatureTable(path, texts, columns),
        ".npy" => new NpyFeatureTable(path, texts, columns, preset),
        ".parquet" => new ParquetFeatureTable(path, texts, columns, preset),
        _ => throw new UserError($"{path}: a table of features ends in {string.Join(' ', Extensions)}; choose one of them"),
    };
}
