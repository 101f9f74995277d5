using Ser.Inference;

namespace Ser.Cli.Verdicts;

/// <summary>What is said of a sound, or of a window of it, or why nothing is.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Prediction">Among the labels that come into question; null where there is none.</param>
/// <param name="Error">Null where there is a prediction.</param>
internal sealed record Verdict(string File, Prediction? Prediction, string? Error)
{
    /// <summary>What is said where nothing certain can be said.</summary>
    public const string Uncertain = "uncertain";

    /// <summary>What is said: the likeliest label, or <see cref="Uncertain"/>.</summary>
    public string Label { get; init; } = Uncertain;

    /// <summary>Where the window begins, in s; null of a whole sound.</summary>
    public double? Start { get; init; }

    /// <summary>Where it ends, in s; null of a whole sound.</summary>
    public double? End { get; init; }
}
