namespace Ser.Corpora;

/// <summary>Why files were left out, in the words of a note.</summary>
/// <param name="One">What follows the number 1.</param>
/// <param name="Many">What follows any other number.</param>
/// <param name="NameFirst">Whether the note names the first of the files, because a person may want to look.</param>
internal sealed record SkipReason(string One, string Many, bool NameFirst = true)
{
    /// <summary>A name that does not follow the rule of its corpus; nothing is guessed from it.</summary>
    public static SkipReason UnknownName { get; } = new("file with an unknown name skipped", "files with unknown names skipped");
}
