namespace Ser.Reporting.Pages;

/// <summary>A result that others have published; figures are shares, 0 … 1, and null where they are not told.</summary>
/// <param name="Name">Of the method.</param>
/// <param name="Source">Where it is published.</param>
/// <param name="Uar">Unweighted average recall.</param>
/// <param name="Accuracy">Accuracy.</param>
/// <param name="MacroF1">Macro F1.</param>
/// <param name="Protocol">How it was tested, and in what that differs.</param>
public sealed record PublishedRow(string Name, string Source, double? Uar, double? Accuracy, double? MacroF1, string Protocol);
