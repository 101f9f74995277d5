using Ser.Core;

namespace Ser.Corpora;

/// <summary>Lists the recordings below a folder, whether or not anybody knows what they express.</summary>
public static class RecordingFolder
{
    /// <summary>Lists a folder. Where a corpus or class folders tell labels and speakers, they are there; else they are null.</summary>
    /// <param name="folder">A folder that exists.</param>
    /// <returns>In the order of the names' character codes.</returns>
    /// <exception cref="UserError">The folder cannot be read, or there is no sound in it.</exception>
    public static IReadOnlyList<Recording> List(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);

        var content = FolderScan.Run([(folder, RealPath.Of(folder))])[0];
        var layouts = new KnownLayouts().Choose(content.Sounds);
        var passedOver = new SkippedFiles();

        // Speakers are called here as in training: a copy of a test speaker under another name would pass for somebody else.
        var description = content.Sounds.Count > 0 ? CorpusDescription.Of(folder) : null;
        bool mixture = layouts.OfType<ICorpusLayout>().Distinct().Count() > 1;
        return content.Sounds.Count > 0
            ? [.. content.Sounds.Zip(layouts, (file, layout) => layout?.Read(file, passedOver) is { } clip
                ? new Recording(clip.File, clip.Name, clip.Label, description?.Rename(clip.Speaker, mixture) ?? clip.Speaker)
                : new Recording(file.File, file.Name, null, null))]
            : throw new UserError($"{folder}: no audio files in it; give a folder of recordings");
    }
}
