namespace Ser.Corpora;

/// <summary>What a person has asked for by name although it flatters the figures.</summary>
/// <param name="Speakers">Speakers may stand in several parts.</param>
/// <param name="Sounds">The same sound, and copies of one recording, may stand in several parts.</param>
public readonly record struct LeakAllowance(bool Speakers, bool Sounds)
{
    /// <summary>Whether a leak of this kind is asked for.</summary>
    public bool Covers(LeakKind kind) => kind == LeakKind.Speaker ? Speakers : Sounds;
}
