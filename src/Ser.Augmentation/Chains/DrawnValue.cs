namespace Ser.Augmentation.Chains;

/// <summary>What was drawn for a parameter: a number, a word, or a text.</summary>
/// <param name="Number">The number; 0 for words.</param>
/// <param name="Word">The word or text; null for numbers.</param>
public readonly record struct DrawnValue(double Number, string? Word = null);
