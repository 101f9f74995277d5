using Ser.Training.Network;

namespace Ser.Training.Data;

/// <summary>One clip as the training sees it.</summary>
/// <param name="Name">The clip's name in its corpus: the key of its random draws.</param>
/// <param name="Label">Index of its class.</param>
/// <param name="Recording">The speech in the clip as it was recorded.</param>
/// <param name="Copies">The same at the other speeds of the recipe; none for validation.</param>
internal sealed record TrainingClip(string Name, int Label, ClipRows Recording, IReadOnlyList<ClipRows> Copies);
