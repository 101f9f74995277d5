using Ser.Evaluation;

namespace Ser.Cli.Evaluation;

/// <summary>Whether a test is as good as somebody asked for.</summary>
/// <param name="Gate">What was asked for, such as "UAR at least 0.55".</param>
/// <param name="Held">Whether it is so. What cannot be measured is not held.</param>
/// <param name="Finding">What was found.</param>
internal sealed record GateResult(string Gate, bool Held, string Finding)
{
    /// <summary>The figure; null where there is none.</summary>
    public double? Value { get; init; }

    /// <summary>What it was compared with; null where there is nothing.</summary>
    public double? Limit { get; init; }

    /// <summary>Interval of the figure, or of the drop below a baseline; null where there is none.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The whole in one line.</summary>
    public string Line => $"{(Held ? "held" : "missed")}: {Gate}: {Finding}";
}
