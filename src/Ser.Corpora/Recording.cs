namespace Ser.Corpora;

/// <summary>A sound file of which label and speaker may be known.</summary>
/// <param name="File">The path under which it can be opened.</param>
/// <param name="Name">How tables call it: the path below its folder, or as its manifest spells it.</param>
/// <param name="Label">Its class, null where nobody tells.</param>
/// <param name="Speaker">Who speaks, null where nobody tells.</param>
public sealed record Recording(string File, string Name, string? Label, string? Speaker);
