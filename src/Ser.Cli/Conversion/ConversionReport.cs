using Ser.Cli.Extraction;

namespace Ser.Cli.Conversion;

/// <summary>What became of the recordings.</summary>
/// <param name="Written">Files that were written.</param>
/// <param name="Seconds">How long they are together.</param>
/// <param name="Clipped">Samples that lay beyond what integers can hold.</param>
/// <param name="Skipped">Recordings that could not be read, and why.</param>
internal sealed record ConversionReport(int Written, double Seconds, long Clipped, IReadOnlyList<SkippedRecording> Skipped);
