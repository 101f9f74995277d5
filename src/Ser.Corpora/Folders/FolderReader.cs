using Ser.Audio;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>Recognises which corpus lies in a scanned folder and reads its clips.</summary>
internal sealed class FolderReader
{
    /// <summary>The corpora that are known by the names of their files; a new one is added here.</summary>
    private static readonly ICorpusLayout[] Known = [new RavdessLayout()];

    private static readonly ICorpusLayout Fallback = new ClassFolderLayout();

    private static readonly SkipReason SameRecording = new(
        "file left out because a recording of the same name is counted already",
        "files left out because recordings of the same names are counted already");

    private readonly List<string> notes = [];
    private CorpusDescription? description;

    private FolderReader(FolderContent content) => Content = content;

    /// <summary>The clips that can be used, named as they lie below the folder.</summary>
    public List<Clip> Clips { get; } = [];

    /// <summary>What was left out and why, and what is not known.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>How the names were read.</summary>
    public ICorpusLayout Layout { get; private set; } = Fallback;

    /// <summary>What the corpus is called.</summary>
    public string Name => description?.Name ?? Layout.Name;

    /// <summary>Terms of use, or null where they are not known.</summary>
    public string? Licence => description is null ? Layout.Licence : description.Licence;

    private FolderContent Content { get; }

    /// <summary>Reads one folder.</summary>
    /// <param name="content">What the scan found in it.</param>
    /// <param name="recordings">Recordings of this and of earlier folders; those that stand twice are left out the second time.</param>
    /// <exception cref="UserError">There is nothing in it that can be used.</exception>
    public static FolderReader Read(FolderContent content, HashSet<(string Corpus, string Recording)> recordings)
    {
        var reader = new FolderReader(content);
        reader.RefuseSilence();
        reader.Layout = Recognise(content);
        reader.description = CorpusDescription.Of(content.Folder);
        reader.ReadClips(recordings);
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

    /// <summary>The corpus whose rule most names follow, where that is more than half of all; else one folder per class.</summary>
    public static ICorpusLayout Recognise(FolderContent content)
    {
        var (layout, fitting) = Known
            .Select(layout => (Layout: layout, Fitting: content.Sounds.Count(file => layout.Fits(file.FileName))))
            .MaxBy(pair => pair.Fitting);
        return fitting * 2 > content.Sounds.Count ? layout : Fallback;
    }

    private void ReadClips(HashSet<(string Corpus, string Recording)> recordings)
    {
        foreach (var file in Content.Sounds)
        {
            if (Layout.Read(file, Content.Skipped) is not { } clip)
            {
                continue;
            }

            string recording = Path.GetFileNameWithoutExtension(file.FileName).ToLowerInvariant();
            if (Layout.NamesTellRecordings && !recordings.Add((Name, recording)))
            {
                // The archives of some corpora hold everything twice; counted twice, a clip could be trained on and tested.
                Content.Skipped.Add(SameRecording, file.Name);
                continue;
            }

            Clips.Add(description is null ? clip : clip with { Speaker = description.Rename(clip.Speaker) });
        }
    }

    private void RefuseNoClips()
    {
        if (Clips.Count > 0)
        {
            return;
        }

        string reasons = string.Join("; ", Content.Skipped.Notes);
        throw new UserError(Layout == Fallback
            ? $"{Content.Folder}: no file tells what it expresses ({reasons}); "
                + "put the recordings into one subfolder per class (angry, happy, …)"
            : $"{Content.Folder}: taken for {Layout.Name}, but no file of it can be used ({reasons}); give a folder with others");
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
        if (Layout == Fallback)
        {
            RemarkOnClassFolders(topFolders);
        }
        else if (topFolders.Where(folder => Emotions.All.Contains(Emotions.Fold(folder))).ToArray() is { Length: > 0 } classes)
        {
            notes.Add($"labels are read from the {Layout.Name} file names, not from the folders ({Examples(classes)})");
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
