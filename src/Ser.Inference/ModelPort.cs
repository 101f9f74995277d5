namespace Ser.Inference;

/// <summary>An input or output of a model's graph; all hold floats of 32 bits.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its sizes, such as [clips, 8].</param>
public sealed record ModelPort(string Name, string Shape);
