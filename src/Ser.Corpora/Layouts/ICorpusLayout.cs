namespace Ser.Corpora;

/// <summary>How a corpus tells label and speaker by the names of its files; one class each, listed in <see cref="FolderReader"/>.</summary>
internal interface ICorpusLayout
{
    /// <summary>What the corpus is called, such as "RAVDESS".</summary>
    string Name { get; }

    /// <summary>Terms of use, or null where they are not known.</summary>
    string? Licence { get; }

    /// <summary>True if a file name alone tells the recording, so that the same name in two folders is the same recording twice.</summary>
    bool NamesTellRecordings { get; }

    /// <summary>True if a file name, with any extension, looks like one of this corpus; what it says may still be nonsense.</summary>
    bool Fits(string fileName);

    /// <summary>Reads what a name tells.</summary>
    /// <returns>Null where the file is left out; the reason is then in <paramref name="skipped"/>.</returns>
    Clip? Read(FoundFile file, SkippedFiles skipped);
}
