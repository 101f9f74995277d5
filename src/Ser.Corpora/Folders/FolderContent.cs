namespace Ser.Corpora;

/// <summary>What a scan found below one folder.</summary>
/// <param name="Folder">The folder as the user spelt it.</param>
internal sealed record FolderContent(string Folder)
{
    /// <summary>Sound files, ordered by the character codes of their names once the scan is over.</summary>
    public List<FoundFile> Sounds { get; } = [];

    /// <summary>Files that are not sound: how many have which extension.</summary>
    public SortedDictionary<string, int> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>Sound files that the scan passed over.</summary>
    public SkippedFiles Skipped { get; } = new();

    /// <summary>"3 files are not sound (.csv .txt)", or null where all are.</summary>
    public string? OthersNote()
    {
        if (Others.Count == 0)
        {
            return null;
        }

        int count = Others.Values.Sum();
        var names = Others.OrderByDescending(pair => pair.Value).Take(5).Select(pair => pair.Key);
        return $"{count} {(count == 1 ? "file is" : "files are")} no sound that can be read ({string.Join(' ', names)})";
    }
}
