using Ser.Corpora;

namespace Ser.Cli.Extraction;

/// <summary>What became of the recordings.</summary>
/// <param name="Written">Clips whose features stand in the output.</param>
/// <param name="Skipped">Clips that could not be read, and why.</param>
internal sealed record ExtractionReport(int Written, IReadOnlyList<(Recording Recording, string Error)> Skipped);
