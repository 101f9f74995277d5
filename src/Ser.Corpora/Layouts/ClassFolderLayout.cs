namespace Ser.Corpora;

/// <summary>One folder per class: the subfolder at the top names the label, whatever lies deeper. Nobody says who speaks.</summary>
internal sealed class ClassFolderLayout : ICorpusLayout
{
    private static readonly SkipReason OutsideClasses = new(
        "file outside the class folders skipped", "files outside the class folders skipped");

    public string Name => "folders";

    public string? Licence => null;

    /// <summary>File names say nothing here, so any name will do.</summary>
    public bool Fits(FoundFile file) => true;

    /// <summary>angry/001.wav and happy/001.wav are two recordings.</summary>
    public string? RecordingOf(FoundFile file) => null;

    public Clip? Read(FoundFile file, SkippedFiles skipped)
    {
        if (file.TopFolder is not { } top)
        {
            skipped.Add(OutsideClasses, file.Name);
            return null;
        }

        return new Clip { File = file.File, Name = file.Name, Label = Emotions.Fold(top) };
    }
}
