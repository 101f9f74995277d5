using Ser.Corpora;

namespace Ser.Cli.Inspection;

/// <summary>Findings in words.</summary>
internal static class FindingText
{
    /// <summary>Such as: 2 corrupt files.</summary>
    public static string Counted(FindingKind kind, int count) => kind switch
    {
        FindingKind.Corrupt => Cli.Counted.Of(count, "corrupt file"),
        FindingKind.Empty => Cli.Counted.Of(count, "empty file"),
        FindingKind.Silent => Cli.Counted.Of(count, "silent clip"),
        FindingKind.Conflicts => $"{Cli.Counted.Of(count, "sound")} under different labels",
        FindingKind.SpeakerConflicts => $"{Cli.Counted.Of(count, "sound")} of different speakers",
        FindingKind.Duplicates => $"{Cli.Counted.Of(count, "set")} of equal clips",
        FindingKind.NearDuplicates => $"{Cli.Counted.Of(count, "set")} of near-equal clips",
        FindingKind.Doubled => Cli.Counted.Of(count, "doubled folder"),
        FindingKind.Typos => Cli.Counted.Of(count, "doubtful label"),
        FindingKind.Misnamed => Cli.Counted.Of(count, "misnamed file"),
        FindingKind.Clipped => Cli.Counted.Of(count, "clipped clip"),
        FindingKind.VeryShort => Cli.Counted.Of(count, "very short clip"),
        FindingKind.Unknown => $"{Cli.Counted.Of(count, "file")} of which nothing is known",
        _ => count == 1 ? "1 rare class" : $"{count} rare classes",
    };

    /// <summary>The table of one kind.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="findings">The worst first.</param>
    /// <param name="count">How many there are, for the heading.</param>
    /// <param name="shown">Rows at most.</param>
    public static AuditSection Section(FindingKind kind, IReadOnlyList<Finding> findings, int count, int shown)
    {
        string[][] rows = [.. findings.Take(shown).Select(finding => (string[])[string.Join(" = ", Names(finding)), finding.Detail])];
        string heading = Counted(kind, count);
        return new AuditSection($"{heading} ({kind.Word()})", Remedy(kind), [], rows, More: findings.Count - rows.Length);
    }

    /// <summary>A sound that stands in a hundred places is not told a hundred times.</summary>
    private static IEnumerable<string> Names(Finding finding)
    {
        const int Named = 6;
        return finding.Names.Count <= Named ? finding.Names : finding.Names.Take(Named - 1).Append($"{finding.Names.Count - Named + 1} more");
    }

    private static string Remedy(FindingKind kind) => kind switch
    {
        FindingKind.Corrupt => "Training leaves them out. Copy them again.",
        FindingKind.Empty => "Training leaves them out. Copy them again or delete them.",
        FindingKind.Silent => "Nobody speaks in them: leave them out.",
        FindingKind.Conflicts => "All labels but one are wrong, the same samples first: correct them or leave them out.",
        FindingKind.SpeakerConflicts => "A split by speaker puts them on both sides: correct the names or leave them out.",
        FindingKind.Duplicates => "They count several times. A split by clip may put them on both sides.",
        FindingKind.NearDuplicates => "One recording in another format, at another level or rate, or a little cut.",
        FindingKind.Doubled => "Leave one of them out.",
        FindingKind.Typos => "A label of its own, or a slip of the keyboard?",
        FindingKind.Misnamed => "They are read by their content, so nothing is lost.",
        FindingKind.Clipped => "Runs of samples at full scale: the wave was cut off.",
        FindingKind.VeryShort => "Below 0.3 s there is no word to hear an emotion in.",
        FindingKind.Unknown => "They are left out; nothing is guessed.",
        _ => "Training can weigh classes or make up rows of rare ones (ser train --balance); a class with few speakers is better left out.",
    };
}
