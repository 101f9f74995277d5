namespace Ser.Corpora;

/// <summary>Why files were left out, in the words of a note.</summary>
/// <param name="One">What follows the number 1.</param>
/// <param name="Many">What follows any other number.</param>
/// <param name="Named">How many of the files the note names at most, because a person may want to look; 0 for none.</param>
internal sealed record SkipReason(string One, string Many, int Named = 1)
{
    /// <summary>A name that does not follow the rule of its corpus; nothing is guessed from it.</summary>
    public static SkipReason UnknownName { get; } =
        new("file with an unknown name skipped", "files with unknown names skipped", Named: 3);
}
