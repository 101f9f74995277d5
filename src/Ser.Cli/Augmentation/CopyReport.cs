namespace Ser.Cli.Augmentation;

/// <summary>What a run has made.</summary>
/// <param name="Rows">The files, in the order of the plan.</param>
/// <param name="Skipped">Recordings that could not be read, and why.</param>
/// <param name="Differing">Files that are not the same bytes as the manifest that was replayed says.</param>
internal sealed record CopyReport(IReadOnlyList<ManifestRow> Rows, IReadOnlyList<(string Name, string Error)> Skipped, int Differing);
