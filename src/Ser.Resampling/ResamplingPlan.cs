namespace Ser.Resampling;

/// <summary>Which rows of a table stay, and which are made.</summary>
/// <param name="Kept">The rows that stay, rising.</param>
/// <param name="Made">The new ones, class by class.</param>
/// <param name="Report">What was done.</param>
public sealed record ResamplingPlan(IReadOnlyList<int> Kept, IReadOnlyList<SyntheticRow> Made, ResamplingReport Report);
