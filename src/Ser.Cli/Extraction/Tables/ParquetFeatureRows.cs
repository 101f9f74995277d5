using Parquet;
using Parquet.Schema;
using Ser.Corpora;

namespace Ser.Cli.Extraction.Tables;

/// <summary>Reads what <see cref="ParquetFeatureTable"/> wrote, one row group at a time.</summary>
internal sealed class ParquetFeatureRows : IFeatureRows
{
    private readonly FileStream file;
    private readonly ParquetReader reader;
    private readonly DataField[] fields;
    private string?[][] texts = [];
    private float[][] values = [];
    private int group, row, rows;

    public ParquetFeatureRows(string path)
    {
        file = File.OpenRead(path);
        try
        {
            reader = ParquetReader.CreateAsync(file).GetAwaiter().GetResult();
            fields = reader.Schema.GetDataFields();
            Texts = RowColumns.Of([.. fields.Select(field => field.Name)]);
            Columns = [.. fields.Skip(Texts.Count).Select(field => field.Name)];
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public IReadOnlyList<string> Texts { get; }

    public IReadOnlyList<string> Columns { get; }

    public ExtractedClip? Next()
    {
        while (row == rows)
        {
            if (group == reader.RowGroupCount)
            {
                return null;
            }

            ReadGroup().GetAwaiter().GetResult();
        }

        var recording = RowColumns.Recording(Texts, column => this.texts[Texts.Index().First(text => text.Item == column).Index][row]);
        var clip = new ExtractedClip(recording, [.. values.Select(column => column[row])]);
        row++;
        return clip;
    }

    public void Dispose()
    {
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        file.Dispose();
    }

    private async Task ReadGroup()
    {
        using var content = reader.OpenRowGroupReader(group++);
        (row, rows) = (0, checked((int)content.RowCount));
        texts = [.. Texts.Select(_ => new string?[rows])];
        values = [.. Columns.Select(_ => new float[rows])];
        for (int i = 0; i < fields.Length; i++)
        {
            if (i < texts.Length)
            {
                await content.ReadAsync(fields[i], texts[i].AsMemory()!).ConfigureAwait(false);
            }
            else
            {
                await content.ReadAsync<float>(fields[i], values[i - texts.Length].AsMemory()).ConfigureAwait(false);
            }
        }
    }
}
