using Ser.Core;

namespace Ser.Corpora;

/// <summary>Reads a manifest whose every row has a file and a label, and refuses one that contradicts itself.</summary>
internal sealed class ManifestCorpus
{
    private readonly string path;
    private readonly CorpusOptions options;
    private readonly KnownLayouts known;
    private readonly List<ManifestFault> faults = [];
    private readonly List<(ManifestEntry Entry, Clip Clip)> clips = [];
    private readonly HashSet<ICorpusLayout> layouts = [];
    private readonly HashSet<string> labels;

    private ManifestCorpus(string path, CorpusOptions options, KnownLayouts known)
    {
        this.path = path;
        this.options = options;
        this.known = known;
        labels = [.. Emotions.All, .. KnownDatasets.All.SelectMany(dataset => dataset.Clips.Keys)];
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The manifest.</param>
    /// <param name="options">Its root, and the labels that are meant though nobody knows them.</param>
    /// <param name="known">The corpora that EmoBox' tables may name.</param>
    /// <exception cref="UserError">
    /// It cannot be read, has no column for file or label, or rows have faults: the first is told with row and column, the others are counted.
    /// </exception>
    public static CorpusSource Read(string path, CorpusOptions options, KnownLayouts known)
    {
        var manifest = new ManifestCorpus(path, options, known);
        manifest.ReadRows();
        manifest.RefuseContradictions();
        if (manifest.faults.Count > 0)
        {
            throw ManifestFault.ToError(path, manifest.faults);
        }

        if (manifest.clips.Count == 0)
        {
            throw new UserError($"{path}: has no rows; give a file and a label on each");
        }

        return manifest.ToSource();
    }

    private void ReadRows()
    {
        string root = Manifest.Root(path, options.ManifestRoot);
        foreach (var row in Manifest.Rows(path, ManifestColumn.File, ManifestColumn.Label))
        {
            if (ManifestEntry.Of(row, root, faults) is not { } entry)
            {
                continue;
            }

            var told = ToldByName(entry);
            if (Label(entry, told) is not { } label)
            {
                continue;
            }

            if (!File.Exists(entry.Path))
            {
                Fault(entry, ManifestColumn.File, $"{entry.Path} is not there; copy it or remove the row");
                continue;
            }

            clips.Add((entry, new Clip
            {
                File = entry.Path,
                Name = entry.Recording.Name,
                Label = label,
                Speaker = entry.Recording.Speaker ?? told?.Speaker,
                Gender = Gender(row[ManifestColumn.Gender]) ?? told?.Gender,
                Intensity = row[ManifestColumn.Intensity] ?? told?.Intensity,
                Statement = told?.Statement,
                Start = entry.Recording.Start,
                End = entry.Recording.End,
                GivenPart = entry.Recording.GivenPart,
                GivenFold = row[ManifestColumn.Fold],
                Parent = entry.Recording.Parent,
            }));
        }
    }

    /// <summary>EmoBox' tables name the corpus of a row, but not the speaker: that is in the file's name.</summary>
    private Clip? ToldByName(ManifestEntry entry)
    {
        var file = new FoundFile(entry.Path, Path.GetFileName(entry.Path));
        if (entry.Row[ManifestColumn.Dataset] is not { } dataset || known.Of(file) is not { } layout
            || !layout.Name.Replace("-", "", StringComparison.Ordinal).Equals(dataset.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
            || layout.Read(file, new SkippedFiles()) is not { } clip)
        {
            return null;
        }

        layouts.Add(layout);
        return clip;
    }

    private string? Label(ManifestEntry entry, Clip? told)
    {
        if (entry.Recording.Label is not { } label)
        {
            Fault(entry, ManifestColumn.Label, "is empty; name the emotion or remove the row");
            return null;
        }

        if (labels.Contains(label) || options.Names(label))
        {
            return label;
        }

        if (told is not null)
        {
            return told.Label;   // EmoBox keeps the codes of SAVEE, such as n
        }

        string meant = Spelling.Nearest(label, labels) is { } near ? $"correct it to {near}" : "correct it";
        Fault(entry, ManifestColumn.Label, $"'{label}' is no known label; {meant}, or name it in --labels, or in --map {label}=…");
        return null;
    }

    /// <summary>One stretch of a file cannot be there twice, and at one moment of it one person speaks.</summary>
    private void RefuseContradictions()
    {
        foreach (var file in clips.GroupBy(clip => clip.Entry.Path, RealPath.Comparer).Where(rows => rows.Count() > 1))
        {
            var running = new List<(ManifestEntry Entry, Clip Clip)>();
            foreach (var row in file.OrderBy(row => row.Clip.Start ?? 0).ThenBy(row => row.Entry.Row.Number))
            {
                running.RemoveAll(other => other.Clip.End <= (row.Clip.Start ?? 0));
                if (running.Find(other => Same(other.Clip, row.Clip)) is { Entry: { } first })
                {
                    Fault(row.Entry, ManifestColumn.File, $"{row.Clip.Name} is in row {first.Row.Number} already; remove one of them");
                }
                else if (running.Find(other => Contradict(other.Clip, row.Clip)) is { Entry: { } second, Clip: { } clip })
                {
                    var later = second.Row.Number > row.Entry.Row.Number ? second : row.Entry;
                    Fault(later, ManifestColumn.Speaker, $"{row.Clip.File} is spoken by {clip.Speaker} and by {row.Clip.Speaker} at once; mend the speaker or the times");
                }

                running.Add(row);
            }
        }
    }

    private static bool Same(Clip a, Clip b) => (a.Start ?? 0) == (b.Start ?? 0) && a.End == b.End;

    private static bool Contradict(Clip a, Clip b) => a.Speaker is not null && b.Speaker is not null && a.Speaker != b.Speaker;

    private CorpusSource ToSource()
    {
        Clip[] all = [.. clips.Select(clip => clip.Clip)];
        var notes = new List<string>();
        if (all.All(clip => clip.Speaker is null))
        {
            notes.Add("speakers are not known (the manifest does not tell them): the same voice may be in training and in test");
        }

        var names = all.Select(clip => clip.Name).ToHashSet(StringComparer.Ordinal);
        string[] absent = [.. all.Select(clip => clip.Parent).OfType<string>().Where(parent => !names.Contains(parent)).Distinct()];
        if (absent.Length > 0)
        {
            notes.Add($"{absent.Length} {(absent.Length == 1 ? "parent is" : "parents are")} no clip of the manifest, the first: {absent[0]}");
        }

        bool known = layouts.Count == 1 && all.All(clip => clip.Statement is not null);
        return new CorpusSource(path, known ? layouts.Single().Name : Path.GetFileNameWithoutExtension(path), known ? layouts.Single().Licence : null, all, notes);
    }

    private void Fault(ManifestEntry entry, ManifestColumn column, string text) =>
        faults.Add(new ManifestFault(entry.Row.Number, entry.Row.NameOf(column), text));

    private static string? Gender(string? word) => word?.ToLowerInvariant() switch
    {
        "m" or "male" or "man" => "male",
        "f" or "female" or "woman" => "female",
        _ => null,
    };
}
