namespace Ser.Cli.Augmentation;

/// <summary>One file of an augmented folder, and how it came about.</summary>
internal sealed record ManifestRow
{
    /// <summary>The path below the folder, with '/' on every system.</summary>
    public required string File { get; init; }

    /// <summary>Label of the parent, null where it is not known.</summary>
    public string? Label { get; init; }

    /// <summary>Speaker of the parent, null where it is not known.</summary>
    public string? Speaker { get; init; }

    /// <summary>Part of the parent (train, validation, test), null where none is given.</summary>
    public string? Split { get; init; }

    /// <summary>The recording that it is a copy of, by the name that it has in this folder if it lies there; null for originals.</summary>
    public string? Parent { get; init; }

    /// <summary>Which copy, counted from 1; 0 for originals.</summary>
    public int Copy { get; init; }

    /// <summary>The chain as it was given; empty for originals.</summary>
    public string Chain { get; init; } = "";

    /// <summary>The seed as it was given; 0 for originals.</summary>
    public long Seed { get; init; }

    /// <summary>What was drawn: the chain with every value fixed; empty where nothing is applied.</summary>
    public string Drawn { get; init; } = "";

    /// <summary>Change of level that keeps the peak below its limit, in dB; null as long as nobody has heard the copy.</summary>
    public double? PeakGain { get; init; }

    /// <summary>How samples are stored: int16, int24 or float32; empty for originals.</summary>
    public string Encoding { get; init; } = "";

    /// <summary>The parent's file, from this folder.</summary>
    public required string Source { get; init; }

    /// <summary>Where the parent begins in its file, in s; null = at its start.</summary>
    public double? SourceStart { get; init; }

    /// <summary>Where the parent ends in its file, in s; null = at its end.</summary>
    public double? SourceEnd { get; init; }

    /// <summary>Hash of the parent's samples and rate; null as long as nobody has read it.</summary>
    public string? Sound { get; init; }

    /// <summary>SHA-256 of this file; null as long as it is not written.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether it is a recording itself and no copy.</summary>
    public bool IsOriginal => Copy == 0;
}
