namespace Ser.Evaluation;

/// <summary>Bootstrap intervals of the headline figures, with what one has to know to judge them.</summary>
/// <param name="Uar">Interval of the unweighted average recall.</param>
/// <param name="Accuracy">Interval of the accuracy.</param>
/// <param name="Level">Share of the draws that lies inside, 0.95.</param>
/// <param name="Unit">What was drawn with replacement: "speaker" or "clip".</param>
/// <param name="Draws">How many times.</param>
/// <param name="MacroF1">Interval of the macro F1; null in files of earlier versions.</param>
public sealed record IntervalFigures(Interval Uar, Interval Accuracy, double Level, string Unit, int Draws, Interval? MacroF1 = null);
