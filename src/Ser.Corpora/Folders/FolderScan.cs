using Ser.Audio;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>
/// Finds the sound files below folders. Links are followed; a folder or file that can be reached in several ways counts
/// once, under its own place where that lies below the folders, or else under the first link to it.
/// </summary>
internal sealed class FolderScan
{
    private static readonly SkipReason Hidden = new("hidden sound file left out", "hidden sound files left out");

    private static readonly SkipReason CannotBeOpened = new(
        "file or folder that cannot be opened (a broken link or name) left out",
        "files or folders that cannot be opened (broken links or names) left out");

    private static readonly SkipReason LinkedTwice = new(
        "link to a sound file that is counted already left out",
        "links to sound files that are counted already left out");

    private static readonly SkipReason FolderLinkedTwice = new(
        "link to a folder that is counted already left out",
        "links to folders that are counted already left out");

    private static readonly EnumerationOptions Everything = new() { IgnoreInaccessible = false, AttributesToSkip = 0 };

    private readonly HashSet<string> seenFolders = new(RealPath.Comparer);
    private readonly HashSet<string> seenFiles = new(RealPath.Comparer);
    private readonly Queue<Step> folders = new();
    private readonly List<(Step Step, bool IsFolder)> links = [];

    /// <summary>Looks through all folders.</summary>
    /// <param name="roots">The folders as the user spelt them, and their real paths; none lies within another.</param>
    /// <exception cref="UserError">A folder cannot be read.</exception>
    public static IReadOnlyList<FolderContent> Run(IReadOnlyList<(string Folder, string Real)> roots)
    {
        var scan = new FolderScan();
        FolderContent[] contents = [.. roots.Select(root => new FolderContent(root.Folder))];
        for (int i = 0; i < contents.Length; i++)
        {
            scan.folders.Enqueue(new Step(contents[i], roots[i].Folder, "", roots[i].Real));
        }

        // First what stands where it is, in all folders; only then the links, so that a link never renames what is there.
        scan.WalkFolders();
        while (scan.links.Count > 0)
        {
            scan.FollowLinks();
        }

        foreach (var content in contents)
        {
            content.Sounds.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        }

        return contents;
    }

    private void WalkFolders()
    {
        while (folders.TryDequeue(out var step))
        {
            if (seenFolders.Add(step.Real))
            {
                Walk(step);
            }
        }
    }

    private void Walk(Step folder)
    {
        foreach (var entry in List(folder.Path))
        {
            bool isFolder = entry is DirectoryInfo;
            bool isSound = !isFolder && AudioFile.Extensions.Contains(Path.GetExtension(entry.Name));
            var step = new Step(
                folder.Content,
                Path.Combine(folder.Path, entry.Name),
                folder.Name.Length == 0 ? entry.Name : $"{folder.Name}/{entry.Name}",
                Path.Combine(folder.Real, entry.Name));

            if (IsHidden(entry.Name))
            {
                if (isSound)
                {
                    folder.Content.Skipped.Add(Hidden, step.Name);
                }
            }
            else if (entry.LinkTarget is not null && !isFolder && !LeadsToFile(entry))
            {
                folder.Content.Skipped.Add(CannotBeOpened, step.Name);
            }
            else if (step.Name == CorpusDescription.FileName)
            {
                // No sound, and not passed over either.
            }
            else if (!isFolder && !isSound)
            {
                string extension = Path.GetExtension(entry.Name) is { Length: > 0 } some ? some.ToLowerInvariant() : "no extension";
                folder.Content.Others[extension] = folder.Content.Others.GetValueOrDefault(extension) + 1;
            }
            else if (entry.LinkTarget is not null)
            {
                links.Add((step, isFolder));
            }
            else if (isFolder)
            {
                folders.Enqueue(step);
            }
            else
            {
                AddSound(step);
            }
        }
    }

    private void FollowLinks()
    {
        var waiting = links.OrderBy(link => link.Step.Name, StringComparer.Ordinal).ToArray();
        links.Clear();
        foreach (var (step, isFolder) in waiting)
        {
            string real = RealPath.Of(step.Path);
            if (!isFolder)
            {
                AddLinkedSound(step, real);
            }
            else if (seenFolders.Contains(real) || RealPath.IsWithin(step.Real, real))
            {
                // The second case: a link to a folder above the corpus would bring in whatever else lies there.
                step.Content.Skipped.Add(FolderLinkedTwice, step.Name);
            }
            else
            {
                folders.Enqueue(step with { Real = real });
                WalkFolders();
            }
        }
    }

    private void AddLinkedSound(Step step, string real)
    {
        if (seenFiles.Contains(real))
        {
            step.Content.Skipped.Add(LinkedTwice, step.Name);
        }
        else
        {
            AddSound(step with { Real = real });
        }
    }

    private void AddSound(Step step)
    {
        // .NET shows bytes that are no UTF-8 as U+FFFD, and the way back to the file is lost.
        if (step.Path.Contains('\uFFFD', StringComparison.Ordinal) && !File.Exists(step.Path))
        {
            step.Content.Skipped.Add(CannotBeOpened, step.Name);
        }
        else if (seenFiles.Add(step.Real))
        {
            step.Content.Sounds.Add(new FoundFile(step.Path, step.Name));
        }
    }

    /// <summary>False for a link to nothing or to itself; File.Exists is content with the link as such.</summary>
    private static bool LeadsToFile(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>What file managers and archivers leave behind: "._angry.wav" and "__MACOSX" look like sound but hold none.</summary>
    private static bool IsHidden(string name) => name.StartsWith('.') || name == "__MACOSX";

    private static List<FileSystemInfo> List(string folder)
    {
        try
        {
            var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything);
            return [.. entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            string reason = error is UnauthorizedAccessException ? "permission denied" : error.Message.ReplaceLineEndings(" ");
            throw new UserError($"{folder}: cannot be read ({reason}); allow it to be read or leave it out", error);
        }
    }

    /// <summary>A folder or file on the way: where it can be opened, what it is called below its root, and where it really is.</summary>
    private readonly record struct Step(FolderContent Content, string Path, string Name, string Real);
}
