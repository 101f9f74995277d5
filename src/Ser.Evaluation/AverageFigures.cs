namespace Ser.Evaluation;

/// <summary>Averages of the class figures, each averaged by itself: F1 is the mean of F1s, not the F1 of means.</summary>
/// <param name="Precision">Mean precision, 0 … 1.</param>
/// <param name="Recall">Mean recall, 0 … 1.</param>
/// <param name="F1">Mean F1, 0 … 1.</param>
public sealed record AverageFigures(double Precision, double Recall, double F1);
