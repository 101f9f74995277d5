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

    /// <summary>Where the clip begins in its file, in seconds; null = at the file's start.</summary>
    public double? Start { get; init; }

    /// <summary>Where the clip ends in its file, in seconds; null = at the file's end.</summary>
    public double? End { get; init; }

    /// <summary>The part that a manifest gives the clip, or null where nothing is given.</summary>
    public Part? GivenPart { get; init; }

    /// <summary>The fold that a manifest puts the clip into, or null where nothing is given.</summary>
    public string? GivenFold { get; init; }

    /// <summary><see cref="Name"/> of the clip that this one is an augmented copy of; null for a recording.</summary>
    public string? Parent { get; init; }
}
