namespace Ser.Cli.Verdicts;

/// <summary>A sound to label, or the reason why there is none.</summary>
/// <param name="File">The file as it is named in the results; - for standard input.</param>
/// <param name="Error">Null where it can be tried.</param>
internal sealed record ClipSource(string File, string? Error = null);
