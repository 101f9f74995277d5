using Ser.Training.Network;

namespace Ser.Training.Data;

/// <summary>One clip as the training sees it.</summary>
/// <param name="Name">The clip's name in its corpus: the key of its random draws.</param>
/// <param name="Label">Index of its class.</param>
/// <param name="Recording">The speech in the clip as it was recorded.</param>
/// <param name="Copies">The same at the other speeds of the recipe; none for validation.</param>
internal sealed record TrainingClip(string Name, int Label, ClipRows Recording, IReadOnlyList<ClipRows> Copies)
{
    /// <summary>Who speaks; null where it is not known, and for a made clip.</summary>
    public string? Speaker { get; init; }

    /// <summary>What brings the speaker's rows to the training part's statistics; it is in the rows of this clip already. Null where speakers are not normalised.</summary>
    public RowAffine? Map { get; init; }

    /// <summary>What a made clip is a mixture of; null for a recorded one.</summary>
    public ClipParents? Parents { get; init; }

    /// <summary>The first 48 bits of the hash of its samples, as they stand in its file; 0 for a made clip.</summary>
    public ulong Hash { get; init; }

    /// <summary>The sound itself, where the recipe varies it; else null.</summary>
    public StoredSound? Sound { get; init; }
}

/// <summary>The two clips that a made one lies between.</summary>
/// <param name="First">Name of the one.</param>
/// <param name="Second">Name of the other; the same where the clip is a repeated one.</param>
/// <param name="Step">Share of the other, 0 … 1.</param>
internal sealed record ClipParents(string First, string Second, double Step);
