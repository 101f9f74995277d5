namespace Ser.Reporting.Pages;

/// <summary>Where clips lie for a model: the vectors before its last layer along the two directions in which they differ most.</summary>
/// <param name="Points">The clips.</param>
/// <param name="Shares">Shares of the variance along both directions, 0 … 1: two.</param>
public sealed record EmbeddingMap(IReadOnlyList<EmbeddingPoint> Points, IReadOnlyList<double> Shares);

/// <summary>A clip as a point.</summary>
/// <param name="First">Along the first direction.</param>
/// <param name="Second">Along the second one.</param>
/// <param name="Truth">Its label.</param>
public readonly record struct EmbeddingPoint(double First, double Second, string Truth);
