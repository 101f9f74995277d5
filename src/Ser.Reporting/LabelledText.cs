namespace Ser.Reporting;

/// <summary>A piece of a line for a terminal.</summary>
/// <param name="Text">What is written.</param>
/// <param name="Label">The class in whose colour it stands; null for the terminal's own.</param>
public readonly record struct LabelledText(string Text, string? Label = null);
