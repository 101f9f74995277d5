namespace Ser.Training;

/// <summary>The model that a training starts from.</summary>
/// <param name="Hash">SHA-256 of its file: 64 hexadecimal digits.</param>
/// <param name="Corpus">What it was trained on.</param>
/// <param name="Licence">The terms of that, where they are known.</param>
public sealed record ModelOrigin(string Hash, string Corpus, string? Licence);
