namespace Ser.Corpora;

/// <summary>How a corpus tells label and speaker by the names of its files; one class each, listed in <see cref="KnownLayouts"/>.</summary>
/// <remarks>No name may fit two of them: a test holds every name of every corpus against all.</remarks>
internal interface ICorpusLayout
{
    /// <summary>What the corpus is called, such as "RAVDESS".</summary>
    string Name { get; }

    /// <summary>Terms of use, or null where they are not known.</summary>
    string? Licence { get; }

    /// <summary>True if a file, with any extension, is named like one of this corpus; what the name says may still be nonsense.</summary>
    bool Fits(FoundFile file);

    /// <summary>Which recording of the corpus a name means, the same for every copy of it; null where names do not tell that.</summary>
    string? RecordingOf(FoundFile file);

    /// <summary>Reads what a name tells.</summary>
    /// <returns>Null where the file is left out; the reason is then in <paramref name="skipped"/>.</returns>
    Clip? Read(FoundFile file, SkippedFiles skipped);
}
