using CsvHelper;
using Ser.Cli.RunFolders;
using Ser.Core;

namespace Ser.Cli.Extraction.Tables;

/// <summary>file, label, speaker, then the values with as many digits as tell them apart.</summary>
internal sealed class CsvFeatureTable : IFeatureTable
{
    private readonly PendingFile file;
    private readonly CsvWriter csv;

    private readonly IReadOnlyList<string> texts;

    public CsvFeatureTable(string path, IReadOnlyList<string> texts, IReadOnlyList<string> columns)
    {
        file = new PendingFile(path);
        csv = CsvWriter.Create(file.Stream, RunFolders.Tables.Format, leaveOpen: true);
        csv.WriteHeader([.. texts, .. columns]);
        this.texts = texts;
    }

    public void Write(ExtractedClip clip)
    {
        foreach (string column in texts)
        {
            csv.WriteField(RowColumns.Text(clip.Recording, column));
        }

        foreach (float value in clip.Values)
        {
            csv.WriteField(value);
        }

        csv.EndRecord();
    }

    public void Complete()
    {
        csv.Dispose();
        file.Commit();
    }

    public void Dispose()
    {
        csv.Dispose();
        file.Dispose();
    }
}
