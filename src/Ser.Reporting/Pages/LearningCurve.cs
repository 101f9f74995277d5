namespace Ser.Reporting.Pages;

/// <summary>How a training went, epoch by epoch.</summary>
/// <param name="Name">Of the fold; empty where there is but one.</param>
/// <param name="Epochs">In their order.</param>
/// <param name="BestEpoch">The epoch whose network was kept for its validation; null where it is the last one, or not known.</param>
public sealed record LearningCurve(string Name, IReadOnlyList<CurvePoint> Epochs, int? BestEpoch);

/// <summary>An epoch.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="TrainLoss">Mean loss of its updates, in nats; NaN is a gap.</param>
/// <param name="ValidationLoss">Cross-entropy on the validation part, in nats; NaN is a gap.</param>
/// <param name="ValidationUar">Unweighted average recall there, 0 … 1; NaN is a gap.</param>
public readonly record struct CurvePoint(int Epoch, double TrainLoss, double ValidationLoss, double ValidationUar);
