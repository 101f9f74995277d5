namespace Ser.Corpora;

/// <summary>A sound file, or a stretch of one, of which label and speaker may be known.</summary>
/// <param name="File">The path under which it can be opened.</param>
/// <param name="Name">How tables call it: the path below its folder, or as its manifest spells it.</param>
/// <param name="Label">Its class, null where nobody tells.</param>
/// <param name="Speaker">Who speaks, null where nobody tells.</param>
public sealed record Recording(string File, string Name, string? Label, string? Speaker)
{
    /// <summary>Where it begins in its file, in seconds; null = at the file's start.</summary>
    public double? Start { get; init; }

    /// <summary>Where it ends in its file, in seconds; null = at the file's end.</summary>
    public double? End { get; init; }

    /// <summary>The part that a manifest gives it, or null.</summary>
    public Part? GivenPart { get; init; }

    /// <summary>The recording that it is an augmented copy of, by the name in its manifest, or null.</summary>
    public string? Parent { get; init; }
}
