using CsvHelper;
using Ser.Cli.RunFolders;
using Ser.Core;

namespace Ser.Cli.Extraction.Tables;

/// <summary>file, label, speaker, then the values with as many digits as tell them apart.</summary>
internal sealed class CsvFeatureTable : IFeatureTable
{
    private readonly PendingFile file;
    private readonly CsvWriter csv;

    public CsvFeatureTable(string path, IReadOnlyList<string> columns)
    {
        file = new PendingFile(path);
        csv = CsvWriter.Create(file.Stream, RunFolders.Tables.Format, leaveOpen: true);
        csv.WriteHeader([.. RowColumns, .. columns]);
    }

    /// <summary>The columns before the values.</summary>
    public static string[] RowColumns { get; } = ["file", "label", "speaker"];

    public void Write(ExtractedClip clip)
    {
        csv.WriteField(clip.Recording.Name);
        csv.WriteField(clip.Recording.Label);
        csv.WriteField(clip.Recording.Speaker);
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
