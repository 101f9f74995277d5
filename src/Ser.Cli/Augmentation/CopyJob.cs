using Ser.Corpora;

namespace Ser.Cli.Augmentation;

/// <summary>One recording and the files that are to be made of it.</summary>
/// <param name="Parent">The recording.</param>
/// <param name="Rows">The files; what is not known before it is heard is still open.</param>
internal sealed record CopyJob(Recording Parent, IReadOnlyList<ManifestRow> Rows);
