using Ser.Corpora;

namespace Ser.Cli.Extraction;

/// <summary>A row of a feature table.</summary>
/// <param name="Recording">The recording.</param>
/// <param name="Values">One value per column.</param>
internal sealed record ExtractedClip(Recording Recording, float[] Values);
