using Ser.Core;

namespace Ser.Corpora;

/// <summary>
/// Opens folders of recordings and manifests: the corpora of <see cref="KnownLayouts"/> and mixtures of them, recognised by their
/// file names in any nesting and letter case; or else one subfolder per class; or a table that names file and label.
/// </summary>
public static class CorpusFolder
{
    /// <summary>Opens one folder or manifest.</summary>
    /// <inheritdoc cref="Open(IReadOnlyList{string}, CorpusOptions)"/>
    public static Corpus Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Open([folder]);
    }

    /// <summary>Opens several folders and manifests as one corpus, with everything that is in them.</summary>
    /// <inheritdoc cref="Open(IReadOnlyList{string}, CorpusOptions)"/>
    public static Corpus Open(IReadOnlyList<string> folders) => Open(folders, CorpusOptions.Default);

    /// <summary>Opens several folders and manifests as one corpus.</summary>
    /// <param name="folders">
    /// One or more; a file whose name ends like a <see cref="Manifest"/> is one. A folder that is given twice, or lies within another
    /// one, counts once, and so does a manifest that is given twice.
    /// </param>
    /// <param name="options">Which clips are taken, under which labels.</param>
    /// <returns>
    /// All clips that can be used; what was left out stands in <see cref="Corpus.Notes"/>. With several folders, a clip's name begins
    /// with the name of its folder or manifest: "ravdess/Actor_01/…". Those of the same name are told apart by number, in the order
    /// given: "a", "a-2". Speakers keep the name of their corpus.
    /// </returns>
    /// <exception cref="UserError">
    /// A folder or manifest is missing or cannot be read, nothing in one of them can be used, a manifest has a fault, or all of them
    /// hold too few classes.
    /// </exception>
    public static Corpus Open(IReadOnlyList<string> folders, CorpusOptions options)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(folders.Count, nameof(folders));

        var notes = new List<string>();
        var sources = Read(folders, options, notes);
        var clips = new List<Clip>();
        foreach (var (source, prefix) in sources.Zip(Prefixes([.. sources.Select(source => source.Place)])))
        {
            clips.AddRange(prefix.Length == 0 ? source.Clips : source.Clips.Select(clip => Below(prefix, clip)));
            notes.AddRange(prefix.Length == 0 ? source.Notes : source.Notes.Select(note => $"{prefix}: {note}"));
        }

        var chosen = LabelChoice.Apply(clips, options, notes);
        RefuseFewClasses(chosen, clips, options.LeastClasses, [.. sources.Select(source => source.Place)]);
        return new Corpus(
            string.Join(" + ", sources.Select(source => source.Name).Distinct()),
            chosen,
            notes,
            string.Join(" + ", sources.Select(source => source.Licence).OfType<string>().Distinct()) is { Length: > 0 } licence
                ? licence
                : null);
    }

    private static List<CorpusSource> Read(IReadOnlyList<string> paths, CorpusOptions options, List<string> notes)
    {
        string[] manifests = [.. paths.Where(path => Manifest.Is(path) && !Directory.Exists(path))];
        string[] folders = [.. paths.Where(path => !manifests.Contains(path))];
        var roots = folders.Length == 0 ? [] : Outermost(folders, notes);
        var known = new KnownLayouts(options.RavdessChannel);
        var recordings = new HashSet<(string Corpus, string Recording)>();
        var read = FolderScan.Run(roots)
            .Select(content => FolderReader.Read(content, known, recordings))
            .ToDictionary(reader => reader.Folder, reader => new CorpusSource(reader.Folder, reader.Name, reader.Licence, reader.Clips, reader.Notes), StringComparer.Ordinal);

        var taken = new HashSet<(string, double?, double?)>(read.Values.SelectMany(source => source.Clips).Select(Stretch));
        var sources = new List<CorpusSource>();
        foreach (string path in paths.Distinct(StringComparer.Ordinal))
        {
            if (read.TryGetValue(path, out var folder))
            {
                sources.Add(folder);
            }
            else if (manifests.Contains(path))
            {
                var (manifest, repeated) = ManifestCorpus.Read(path, options, known).Except(clip => !taken.Add(Stretch(clip)));
                if (repeated > 0)
                {
                    notes.Add($"{path}: {repeated} of its clips {(repeated == 1 ? "is" : "are")} counted already, by a folder or manifest that was given too");
                }

                if (manifest.Clips.Count > 0)
                {
                    sources.Add(manifest);
                }
            }
        }

        return sources;
    }

    private static (string File, double? Start, double? End) Stretch(Clip clip) => (Path.GetFullPath(clip.File), clip.Start, clip.End);

    private static Clip Below(string prefix, Clip clip) =>
        clip with { Name = $"{prefix}/{clip.Name}", Parent = clip.Parent is null ? null : $"{prefix}/{clip.Parent}" };

    private static void RefuseFewClasses(IReadOnlyList<Clip> chosen, List<Clip> all, int least, string[] places)
    {
        string[] labels = [.. chosen.Select(clip => clip.Label).Distinct()];
        string subject = string.Join(", ", places);
        if (labels.Length == 0)
        {
            throw new UserError(
                $"{subject}: no clip is left of the labels that were asked for; there are {string.Join(' ', Emotions.Order(all.Select(clip => clip.Label)))}");
        }

        if (labels.Length < least)
        {
            throw new UserError($"{subject}: {(places.Length == 1 ? "holds" : "hold")} one class only ({labels[0]}); give at least two");
        }
    }

    /// <summary>The folders that lie within no other one of the list, each once.</summary>
    private static List<(string Folder, string Real)> Outermost(IReadOnlyList<string> folders, List<string> notes)
    {
        (string Folder, string Real)[] all = [.. folders.Select(folder => (folder, RequireFolder(folder)))];
        var kept = new List<(string Folder, string Real)>();
        for (int i = 0; i < all.Length; i++)
        {
            var (folder, real) = all[i];
            int outer = Array.FindIndex(all, other => RealPath.IsWithin(real, other.Real) && !RealPath.Comparer.Equals(real, other.Real));
            int first = Array.FindIndex(all, other => RealPath.Comparer.Equals(real, other.Real));
            if (outer >= 0)
            {
                notes.Add($"{folder} lies within {all[outer].Folder} and counts once");
            }
            else if (first < i)
            {
                notes.Add($"{folder} is the same folder as {all[first].Folder} and counts once");
            }
            else
            {
                kept.Add((folder, real));
            }
        }

        return kept;
    }

    private static string RequireFolder(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new UserError("the name of a folder is empty; give the folder that holds the recordings");
        }

        if (File.Exists(folder))
        {
            throw new UserError($"{folder}: is a file, not a folder; give the folder that holds the recordings, or a manifest ({string.Join(' ', Manifest.Extensions)})");
        }

        if (!Directory.Exists(folder))
        {
            throw new UserError($"{folder}: no such folder; check the path");
        }

        return RealPath.Of(folder);
    }

    /// <summary>What stands before the names of each source's clips: nothing where there is one.</summary>
    private static string[] Prefixes(string[] places)
    {
        if (places.Length == 1)
        {
            return [""];
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. places.Select(place =>
        {
            string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(place)));
            name = Manifest.Is(place) && !Directory.Exists(place) ? Path.GetFileNameWithoutExtension(name) : name;
            name = name.Length == 0 ? "root" : name;   // the top of a disk has no name
            string free = name;
            for (int number = 2; !taken.Add(free); number++)
            {
                free = $"{name}-{number}";
            }

            return free;
        })];
    }
}
