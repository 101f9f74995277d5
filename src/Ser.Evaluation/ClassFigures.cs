namespace Ser.Evaluation;

/// <summary>How well one class is found; each figure lies in 0 … 1, and a fraction with nothing below its line counts as 0.</summary>
/// <param name="Label">Name of the class.</param>
/// <param name="Precision">Share of right ones among the clips that were given this label; 0 where none was.</param>
/// <param name="Recall">Share of this class that was found; 0 where the truth has none.</param>
/// <param name="F1">Harmonic mean of precision and recall; 0 where both are 0.</param>
/// <param name="Support">Clips of this class in the truth.</param>
public sealed record ClassFigures(string Label, double Precision, double Recall, double F1, int Support);
