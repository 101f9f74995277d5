namespace Ser.Audio.Rates;

/// <summary>Where an output lies that falls between two rows of taps.</summary>
/// <param name="Output">Which output it is.</param>
/// <param name="Input">The first input that counts for it.</param>
/// <param name="Row">The row before it.</param>
/// <param name="Weight">How far behind that row, 0 … 1 of the way to the next.</param>
internal readonly record struct RowPlace(int Output, int Input, int Row, float Weight);
