namespace Ser.Evaluation;

/// <summary>
/// How well one class is found; each figure lies in 0 … 1. A fraction 0/0 counts as 0, or as 1 where the figures were asked for so
/// (<see cref="ClassificationFigures.ZeroDivision"/>).
/// </summary>
/// <param name="Label">Name of the class.</param>
/// <param name="Precision">Share of right ones among the clips that were given this label; 0/0 where none was.</param>
/// <param name="Recall">Share of this class that was found; 0/0 where the truth has none.</param>
/// <param name="F1">
/// Harmonic mean of precision and recall, 2·hits / (support + predicted); 0/0 where nobody used the label, and 0 where nothing was hit.
/// </param>
/// <param name="Support">Clips of this class in the truth.</param>
public sealed record ClassFigures(string Label, double Precision, double Recall, double F1, int Support)
{
    /// <summary>
    /// Area under the ROC curve of this class against the rest; null without probabilities, where the truth lacks the class, or has no other.
    /// </summary>
    public double? RocAuc { get; init; }

    /// <summary>Bootstrap interval of the recall; null where it was not asked for, or where the truth lacks the class.</summary>
    public Interval? RecallInterval { get; init; }

    /// <summary>Bootstrap interval of F1; null where it was not asked for, or where nobody used the label.</summary>
    public Interval? F1Interval { get; init; }
}
