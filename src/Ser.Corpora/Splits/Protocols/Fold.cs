namespace Ser.Corpora;

/// <summary>One training and test of a cross-validation.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Name">What the protocol calls it: its number, the speaker that is left out, or the manifest's name.</param>
/// <param name="Split">Its parts.</param>
public sealed record Fold(int Number, string Name, Split Split);
