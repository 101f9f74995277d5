using Parquet;
using Parquet.Schema;
using Ser.Core;

namespace Ser.Cli.Extraction.Tables;

/// <summary>file, label, speaker and the values as columns of a Parquet file, in row groups.</summary>
internal sealed class ParquetFeatureTable : IFeatureTable
{
    /// <summary>Rows that are held in memory until a group of them is written.</summary>
    private const int RowsPerGroup = 1024;

    private readonly PendingFile file;
    private readonly DataField[] texts, values;
    private readonly ParquetWriter writer;
    private readonly List<ExtractedClip> group = [];

    public ParquetFeatureTable(string path, IReadOnlyList<string> columns, string preset)
    {
        texts = [.. CsvFeatureTable.RowColumns.Select(name => new DataField<string>(name))];
        values = [.. columns.Select(name => new DataField<float>(name))];
        file = new PendingFile(path);
        writer = ParquetWriter.CreateAsync(new ParquetSchema([.. texts, .. values]), file.Stream).GetAwaiter().GetResult();
        writer.CustomMetadata = new Dictionary<string, string> { ["preset"] = preset };
    }

    public void Write(ExtractedClip clip)
    {
        group.Add(clip);
        if (group.Count == RowsPerGroup)
        {
            WriteGroup().GetAwaiter().GetResult();
        }
    }

    public void Complete()
    {
        if (group.Count > 0)
        {
            WriteGroup().GetAwaiter().GetResult();
        }

        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        file.Commit();
    }

    public void Dispose() => file.Dispose();

    private async Task WriteGroup()
    {
        using var rows = writer.CreateRowGroup();
        await rows.WriteAsync(texts[0], [.. group.Select(clip => clip.Recording.Name)]).ConfigureAwait(false);
        await rows.WriteAsync(texts[1], [.. group.Select(clip => clip.Recording.Label)]).ConfigureAwait(false);
        await rows.WriteAsync(texts[2], [.. group.Select(clip => clip.Recording.Speaker)]).ConfigureAwait(false);
        for (int column = 0; column < values.Length; column++)
        {
            ReadOnlyMemory<float> content = group.Select(clip => clip.Values[column]).ToArray();
            await rows.WriteAsync(values[column], content).ConfigureAwait(false);
        }

        group.Clear();
    }
}
