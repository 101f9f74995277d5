using System.Text.Json.Serialization;

namespace Ser.Evaluation;

/// <summary>A range that a figure probably lies in; in JSON [low, high].</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, not below Low.</param>
[JsonConverter(typeof(IntervalConverter))]
public readonly record struct Interval(double Low, double High);
