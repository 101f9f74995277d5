namespace Ser.Evaluation;

/// <summary>How well the clips of one group are recognised: a speaker, a gender, an intensity.</summary>
/// <param name="Group">Its name.</param>
/// <param name="Clips">Its clips: 1 or more.</param>
/// <param name="Uar">Unweighted average recall over the classes that the group has, 0 … 1.</param>
/// <param name="Accuracy">Share of its clips that are right, 0 … 1.</param>
/// <param name="MacroF1">Mean F1 of the classes that occur in it or were predicted in it, 0 … 1.</param>
public sealed record GroupFigures(string Group, int Clips, double Uar, double Accuracy, double MacroF1);
