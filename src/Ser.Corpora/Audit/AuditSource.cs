using Ser.Core;

namespace Ser.Corpora;

/// <summary>What an audit looks at: a corpus, or where the folders make none, whatever recordings lie in them.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Clips">Its clips, ordered by name; a label that nobody tells is <see cref="NoLabel"/>.</param>
/// <param name="Notes">What was left out and why.</param>
/// <param name="Unfit">Why nothing can be trained on it; null where it can.</param>
public sealed record AuditSource(string Name, IReadOnlyList<Clip> Clips, IReadOnlyList<string> Notes, string? Unfit)
{
    /// <summary>Stands in the place of a label that is not known.</summary>
    public const string NoLabel = "?";

    /// <summary>Opens folders and manifests.</summary>
    /// <exception cref="UserError">One of them does not exist or cannot be read, or there is no recording in any.</exception>
    public static AuditSource Open(IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        try
        {
            var corpus = CorpusFolder.Open(folders);
            return new AuditSource(corpus.Name, corpus.Clips, corpus.Notes, null);
        }
        catch (UserError error) when (folders.All(folder => Directory.Exists(folder) || (File.Exists(folder) && Manifest.Is(folder))))
        {
            return OfRecordings(folders, error.Message);
        }
    }

    private static AuditSource OfRecordings(IReadOnlyList<string> folders, string unfit)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var clips = folders.Distinct(StringComparer.Ordinal)
            .SelectMany(folder => Directory.Exists(folder) ? RecordingFolder.List(folder) : Manifest.Read(folder))
            .DistinctBy(recording => recording.File, StringComparer.Ordinal)
            .Select(recording => new Clip
            {
                File = recording.File,
                Name = names.Add(recording.Name) ? recording.Name : recording.File,
                Label = recording.Label ?? NoLabel,
                Speaker = recording.Speaker,
            });
        return new AuditSource("recordings", [.. clips.OrderBy(clip => clip.Name, StringComparer.Ordinal)], [], unfit);
    }
}
