namespace Ser.Corpora;

/// <summary>What two parts of a split have in common that they must not.</summary>
public enum LeakKind
{
    /// <summary>A speaker: figures on voices that were trained on say little about others.</summary>
    Speaker,

    /// <summary>A sound: the same samples, or a copy of them in another format, at another level or rate, or a little cut.</summary>
    Sound,

    /// <summary>An augmented copy and its recording, or two copies of one recording.</summary>
    Copy,
}

/// <summary>A clip of one part and a clip of another one that have something in common.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="First">The clip of the earlier part.</param>
/// <param name="FirstPart">Train or validation.</param>
/// <param name="Second">The clip of the later part.</param>
/// <param name="SecondPart">Validation or test.</param>
/// <param name="Correlation">Of two waves that are alike, 0.7 … 1; null where the samples are equal, and for other kinds.</param>
public sealed record Leak(LeakKind Kind, Clip First, Part FirstPart, Clip Second, Part SecondPart, double? Correlation = null)
{
    /// <summary>Such as: a.wav (train) and b.flac (test) hold the same sound.</summary>
    public override string ToString()
    {
        string pair = $"{First.Name} ({FirstPart.ToString().ToLowerInvariant()}) and {Second.Name} ({SecondPart.ToString().ToLowerInvariant()})";
        return Kind switch
        {
            LeakKind.Speaker => $"{pair} are spoken by {First.Speaker}",
            LeakKind.Copy => $"{pair} are made of {First.Parent ?? Second.Parent}",
            _ => $"{pair} hold {(Correlation is null ? "the same samples" : "the same sound")}",
        };
    }
}
