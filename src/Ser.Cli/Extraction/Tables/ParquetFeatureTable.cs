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
    private readonly IReadOnlyList<string> names;
    private readonly DataField[] texts, values;
    private readonly ParquetWriter writer;
    private readonly List<ExtractedClip> group = [];

    public ParquetFeatureTable(string path, IReadOnlyList<string> names, IReadOnlyList<string> columns, string preset)
    {
        this.names = names;
        texts = [.. names.Select(name => new DataField<string>(name))];
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
        for (int column = 0; column < texts.Length; column++)
        {
            await rows.WriteAsync(texts[column], [.. group.Select(clip => RowColumns.Text(clip.Recording, names[column]))]).ConfigureAwait(false);
        }

        for (int column = 0; column < values.Length; column++)
        {
            ReadOnlyMemory<float> content = group.Select(clip => clip.Values[column]).ToArray();
            await rows.WriteAsync(values[column], content).ConfigureAwait(false);
        }

        group.Clear();
    }
}
