using Ser.Training.Network;

namespace Ser.Training.Data;

/// <summary>One clip as the training sees it.</summary>
/// <param name="Name">The clip's name in its corpus: the key of its random draws.</param>
/// <param name="Label">Index of its class.</param>
/// <param name="Versions">The speech in the clip, heard at each speed of the recipe; for validation only at speed 1.</param>
internal sealed record TrainingClip(string Name, int Label, IReadOnlyList<ClipRows> Versions);
