namespace Ser.Corpora;

/// <summary>One labelled recording.</summary>
public sealed record Clip
{
    /// <summary>The path under which the recording can be opened.</summary>
    public required string File { get; init; }

    /// <summary>
    /// The path below the corpus folder, with '/' on every system: the same on every machine, and so the key of everything
    /// that is drawn for this clip.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>What the clip expresses, folded by <see cref="Emotions.Fold"/>.</summary>
    public required string Label { get; init; }

    /// <summary>
    /// Who speaks, with the corpus before the colon ("ravdess:01"), so that merging corpora never merges people; null = unknown.
    /// </summary>
    public string? Speaker { get; init; }

    /// <summary>"male", "female", or null where the corpus does not tell.</summary>
    public string? Gender { get; init; }

    /// <summary>How strongly it is acted ("normal", "strong"), or null where the corpus does not tell.</summary>
    public string? Intensity { get; init; }

    /// <summary>Which sentence is spoken, by the corpus' own code ("01"), or null where the corpus does not tell.</summary>
    public string? Statement { get; init; }
}
