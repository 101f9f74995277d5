using Ser.Corpora;

namespace Ser.Cli.Conversion;

/// <summary>A recording that is to be converted.</summary>
/// <param name="Recording">The recording.</param>
/// <param name="Relative">Its file in the output, below the folder.</param>
internal sealed record PlannedConversion(Recording Recording, string Relative);
