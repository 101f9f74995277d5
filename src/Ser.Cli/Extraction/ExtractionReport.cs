using Ser.Corpora;

namespace Ser.Cli.Extraction;

/// <summary>What became of the recordings.</summary>
/// <param name="Written">Clips whose features stand in the output.</param>
/// <param name="Skipped">Clips that could not be read, and why.</param>
internal sealed record ExtractionReport(int Written, IReadOnlyList<SkippedRecording> Skipped);

/// <summary>A recording that could not be read.</summary>
/// <param name="Place">Its place among those of the run, from 0.</param>
/// <param name="Recording">The recording.</param>
/// <param name="Error">Why, in a line that begins with its file.</param>
internal sealed record SkippedRecording(int Place, Recording Recording, string Error);
