using Ser.Audio;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>Recognises which corpus lies in a scanned folder and reads its clips.</summary>
internal sealed class FolderReader
{
    private static readonly SkipReason SameRecording = new(
        "file left out because a recording of the same name is counted already",
        "files left out because recordings of the same names are counted already");

    private readonly List<string> notes = [];
    private readonly List<ICorpusLayout> layouts = [];
    private CorpusDescription? description;

    private FolderReader(FolderContent content) => Content = content;

    /// <summary>The clips that can be used, named as they lie below the folder.</summary>
    public List<Clip> Clips { get; } = [];

    /// <summary>What was left out and why, and what is not known.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>What the corpus is called; a mixture bears all names: "RAVDESS + TESS".</summary>
    public string Name => description?.Name ?? LayoutNames;

    /// <summary>Terms of use, or null where they are not known.</summary>
    public string? Licence => description is null
        ? string.Join(" + ", layouts.Select(layout => layout.Licence).OfType<string>().Distinct()) is { Length: > 0 } known ? known : null
        : description.Licence;

    /// <summary>The folder as the user spelt it.</summary>
    public string Folder => Content.Folder;

    private FolderContent Content { get; }

    private string LayoutNames => string.Join(" + ", layouts.Select(layout => layout.Name));

    private bool ClassFolders => layouts.Any(KnownLayouts.IsFallback);

    /// <summary>Reads one folder.</summary>
    /// <param name="content">What the scan found in it.</param>
    /// <param name="known">The corpora that are known.</param>
    /// <param name="recordings">Recordings of this and of earlier folders; those that stand twice are left out the second time.</param>
    /// <exception cref="UserError">There is nothing in it that can be used.</exception>
    public static FolderReader Read(FolderContent content, KnownLayouts known, HashSet<(string Corpus, string Recording)> recordings)
    {
        var reader = new FolderReader(content);
        reader.RefuseSilence();
        reader.description = CorpusDescription.Of(content.Folder);
        reader.ReadClips(known, recordings);
        reader.RefuseNoClips();
        reader.Remark();
        return reader;
    }

    private void RefuseSilence()
    {
        if (Content.Sounds.Count == 0)
        {
            string[] details = [.. new[] { Content.OthersNote() }.OfType<string>(), .. Content.Skipped.Notes];
            string found = details.Length == 0 ? "" : $": {string.Join("; ", details)}";
            throw new UserError(
                $"{Content.Folder}: no audio files in it{found}; give a folder of recordings ({string.Join(' ', AudioFile.Extensions.Order(StringComparer.Ordinal))})");
        }
    }

    private void ReadClips(KnownLayouts known, HashSet<(string Corpus, string Recording)> recordings)
    {
        var chosen = known.Choose(Content.Sounds);
        var used = new HashSet<ICorpusLayout>(chosen.OfType<ICorpusLayout>());
        layouts.AddRange(known.All.Where(used.Contains));
        layouts.AddRange(used.Except(layouts));   // class folders
        foreach (var (file, layout) in Content.Sounds.Zip(chosen))
        {
            if (layout is null)
            {
                Content.Skipped.Add(SkipReason.UnknownName, file.Name);
            }
            else if (layout.Read(file, Content.Skipped) is { } clip)
            {
                // The archives of some corpora hold everything twice; counted twice, a clip could be trained on and tested.
                if (layout.RecordingOf(file) is { } recording && !recordings.Add(($"{description?.Name}/{layout.Name}", recording)))
                {
                    Content.Skipped.Add(SameRecording, file.Name);
                }
                else
                {
                    Clips.Add(description is null ? clip : clip with { Speaker = description.Rename(clip.Speaker, layouts.Count > 1) });
                }
            }
        }
    }

    private void RefuseNoClips()
    {
        if (Clips.Count > 0)
        {
            return;
        }

        string reasons = string.Join("; ", Content.Skipped.Notes);
        throw new UserError(ClassFolders
            ? $"{Content.Folder}: no file tells what it expresses ({reasons}); "
                + "put the recordings into one subfolder per class (angry, happy, …)"
            : $"{Content.Folder}: taken for {LayoutNames}, but no file of it can be used ({reasons}); give a folder with others");
    }

    private void Remark()
    {
        notes.AddRange(Content.Skipped.Notes);
        if (Content.OthersNote() is { } others)
        {
            notes.Add(others);
        }

        var topFolders = Clips
            .Select(clip => new FoundFile(clip.File, clip.Name).TopFolder)
            .OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        if (ClassFolders)
        {
            RemarkOnClassFolders(topFolders);
        }
        else if (topFolders.Where(folder => Emotions.All.Contains(Emotions.Fold(folder))).ToArray() is { Length: > 0 } classes)
        {
            notes.Add($"labels are read from the {LayoutNames} file names, not from the folders ({Examples(classes)})");
        }
    }

    private void RemarkOnClassFolders(string[] folders)
    {
        notes.Add("speakers are not known (class folders do not tell them): the same voice may be in training and in test");
        foreach (var same in folders.GroupBy(Emotions.Fold).Where(group => group.Count() > 1))
        {
            notes.Add($"the folders {string.Join(" and ", same)} are one class: {same.Key}");
        }

        if (!folders.Select(Emotions.Fold).Intersect(Emotions.All).Any())
        {
            notes.Add($"no subfolder is named after a known emotion; they are taken for classes all the same ({Examples(folders)})");
        }
    }

    private static string Examples(string[] names) =>
        names.Length <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names[..3])}, …";
}
