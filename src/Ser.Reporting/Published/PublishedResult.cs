namespace Ser.Reporting.Published;

/// <summary>A figure that somebody has published, and how it was measured.</summary>
/// <param name="Work">What was done, short enough for a table.</param>
/// <param name="Source">Where it stands, such as "arXiv 2406.07162".</param>
/// <param name="Protocol">How training and test were divided.</param>
/// <param name="Folds">Whether the folds of speakers are those of EmoBox, others, or none that are named.</param>
/// <param name="Classes">Classes that were told apart.</param>
public sealed record PublishedResult(string Work, string Source, string Protocol, PublishedFolds Folds, int Classes)
{
    /// <summary>Unweighted average recall, 0 … 1; null where it is not told.</summary>
    public double? Uar { get; init; }

    /// <summary>Accuracy, 0 … 1; null where it is not told.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Macro F1, 0 … 1; null where it is not told.</summary>
    public double? MacroF1 { get; init; }

    /// <summary>What a reader should know of it; null for nothing.</summary>
    public string? Remark { get; init; }
}

/// <summary>By which folds of speakers a figure was measured.</summary>
public enum PublishedFolds
{
    /// <summary>Unseen speakers, but other folds, or none that are named.</summary>
    Other,

    /// <summary>The folds of the EmoBox benchmark.</summary>
    EmoBox,
}
