namespace Ser.Reporting;

/// <summary>What a model says of the windows of a clip, one after the other.</summary>
/// <param name="Labels">The classes: one or more.</param>
/// <param name="Windows">In the order of their time.</param>
public sealed record VerdictTrack(IReadOnlyList<string> Labels, IReadOnlyList<VerdictWindow> Windows);

/// <summary>What a model says of a window.</summary>
/// <param name="StartSeconds">Where it begins.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Probabilities">One per class, 0 to 1; null where there was nothing to hear.</param>
public sealed record VerdictWindow(double StartSeconds, double EndSeconds, IReadOnlyList<float>? Probabilities)
{
    /// <summary>The time that it stands for.</summary>
    public double Centre => (StartSeconds + EndSeconds) / 2;
}
