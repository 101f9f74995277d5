namespace Ser.Training.Fitting;

/// <summary>Where the loop stands.</summary>
/// <param name="Epoch">The pass, counted from 1.</param>
/// <param name="Epochs">Passes planned.</param>
/// <param name="Update">Updates done in all.</param>
/// <param name="Updates">Updates planned in all.</param>
/// <param name="ClipsPerSecond">Speed of this epoch so far.</param>
/// <param name="Left">Time to the planned end at the run's mean speed.</param>
public readonly record struct UpdateReport(int Epoch, int Epochs, int Update, int Updates, double ClipsPerSecond, TimeSpan Left)
{
    /// <summary>The network that is trained, counted from 1; updates count those of all before it too.</summary>
    public int Member { get; init; } = 1;

    /// <summary>Networks that are trained one after the other.</summary>
    public int Members { get; init; } = 1;
}

/// <summary>One row of <c>history.csv</c>.</summary>
/// <param name="Epoch">The pass, counted from 1.</param>
/// <param name="Updates">Updates done since the start of its network.</param>
/// <param name="LearningRate">The last one of the epoch.</param>
/// <param name="TrainLoss">Mean of the epoch's training losses (augmented, smoothed, weighted), in nats.</param>
/// <param name="ValidationLoss">Cross-entropy on the validation part, in nats; null where there is none.</param>
/// <param name="ValidationUar">Unweighted average recall there, 0 to 1; null where there is none.</param>
/// <param name="ClipsPerSecond">Training clips per second, validation left out.</param>
/// <param name="Seconds">Since the loop began, validation included.</param>
public sealed record EpochReport(
    int Epoch, int Updates, double LearningRate, double TrainLoss, double? ValidationLoss, double? ValidationUar, double ClipsPerSecond, double Seconds)
{
    /// <summary>The network that it is about, counted from 1; epochs and updates are its own.</summary>
    public int Member { get; init; } = 1;
}
