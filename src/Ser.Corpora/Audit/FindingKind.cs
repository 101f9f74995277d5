namespace Ser.Corpora;

/// <summary>What an audit may find, the worst first.</summary>
public enum FindingKind
{
    /// <summary>A file that cannot be decoded, or ends before its header says so.</summary>
    Corrupt,

    /// <summary>A file without a byte or without a sample.</summary>
    Empty,

    /// <summary>A clip in which no 20 ms are above −60 dBFS.</summary>
    Silent,

    /// <summary>One sound under different labels: at least one of them is wrong.</summary>
    Conflicts,

    /// <summary>One sound under different speakers: a split by speaker cannot keep its copies together.</summary>
    SpeakerConflicts,

    /// <summary>Clips with equal samples.</summary>
    Duplicates,

    /// <summary>Clips of one recording whose samples differ: another format, level or rate, or a little cut.</summary>
    NearDuplicates,

    /// <summary>A folder whose files stand in another one too.</summary>
    Doubled,

    /// <summary>A label that is spelt almost like a known one.</summary>
    Typos,

    /// <summary>A file whose content is not what its name says.</summary>
    Misnamed,

    /// <summary>A clip with a sample of 10 000 or more cut off at full scale.</summary>
    Clipped,

    /// <summary>A clip of less than 0.3 s.</summary>
    VeryShort,

    /// <summary>Files that the names tell nothing of, and that are left out.</summary>
    Unknown,

    /// <summary>A class that has a third of the clips of the largest one or less.</summary>
    Imbalance,
}

/// <summary>How the kinds of findings are called.</summary>
public static class FindingNames
{
    /// <summary>The word of a command line, such as "near-duplicates".</summary>
    public static string Word(this FindingKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i == 0 ? "" : "-")}{char.ToLowerInvariant(c)}" : $"{c}"));

    /// <summary>The kind of a word, in any case; null where there is none.</summary>
    public static FindingKind? Parse(string word) =>
        Enum.GetValues<FindingKind>().Cast<FindingKind?>().FirstOrDefault(kind => kind!.Value.Word().Equals(word.Trim(), StringComparison.OrdinalIgnoreCase));
}
