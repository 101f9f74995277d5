using Ser.Core;

namespace Ser.Corpora;

/// <summary>
/// Opens folders of recordings: RAVDESS, recognised by its file names in any nesting and letter case, or else one
/// subfolder per class.
/// </summary>
public static class CorpusFolder
{
    /// <summary>Opens one folder.</summary>
    /// <returns>All clips that can be used; what was left out stands in <see cref="Corpus.Notes"/>.</returns>
    /// <exception cref="UserError">
    /// There is no such folder, it cannot be read, nothing in it can be used, or it holds fewer than two classes.
    /// </exception>
    public static Corpus Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Open([folder]);
    }

    /// <summary>Opens several folders as one corpus.</summary>
    /// <param name="folders">One or more. A folder that is given twice, or lies within another one, counts once.</param>
    /// <returns>
    /// With several folders, a clip's name begins with the name of its folder: "ravdess/Actor_01/…". Folders of the same
    /// name are told apart by number, in the order given: "a", "a-2". Speakers keep the name of their corpus.
    /// </returns>
    /// <exception cref="UserError">
    /// A folder is missing or cannot be read, nothing in one of them can be used, or all of them hold fewer than two classes.
    /// </exception>
    public static Corpus Open(IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentOutOfRangeException.ThrowIfZero(folders.Count, nameof(folders));

        var notes = new List<string>();
        var roots = Outermost(folders, notes);
        var recordings = new HashSet<(string Corpus, string Recording)>();
        FolderReader[] readers = [.. FolderScan.Run(roots).Select(content => FolderReader.Read(content, recordings))];

        string[] prefixes = Prefixes([.. roots.Select(root => root.Folder)]);
        var clips = new List<Clip>();
        foreach (var (reader, prefix) in readers.Zip(prefixes))
        {
            clips.AddRange(prefix.Length == 0 ? reader.Clips : reader.Clips.Select(clip => clip with { Name = $"{prefix}/{clip.Name}" }));
            notes.AddRange(prefix.Length == 0 ? reader.Notes : reader.Notes.Select(note => $"{prefix}: {note}"));
        }

        string[] labels = [.. clips.Select(clip => clip.Label).Distinct()];
        if (labels.Length < 2)
        {
            string subject = string.Join(", ", roots.Select(root => root.Folder));
            throw new UserError($"{subject}: {(roots.Count == 1 ? "holds" : "hold")} one class only ({labels[0]}); give at least two");
        }

        return new Corpus(
            string.Join(" + ", readers.Select(reader => reader.Name).Distinct()),
            clips,
            notes,
            string.Join(" + ", readers.Select(reader => reader.Licence).OfType<string>().Distinct()) is { Length: > 0 } licence
                ? licence
                : null);
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
            throw new UserError($"{folder}: is a file, not a folder; give the folder that holds the recordings");
        }

        if (!Directory.Exists(folder))
        {
            throw new UserError($"{folder}: no such folder; check the path");
        }

        return RealPath.Of(folder);
    }

    /// <summary>What stands before the names of each folder's clips: nothing where there is one folder.</summary>
    private static string[] Prefixes(string[] folders)
    {
        if (folders.Length == 1)
        {
            return [""];
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. folders.Select(folder =>
        {
            string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
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
