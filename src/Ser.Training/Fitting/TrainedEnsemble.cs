using Ser.Inference;

namespace Ser.Training.Fitting;

/// <summary>One or more trained networks that answer together: by the mean of their log-probabilities, divided by the temperature.</summary>
/// <param name="Members">In the order in which they were trained; one at least.</param>
internal sealed record TrainedEnsemble(IReadOnlyList<TrainedNetwork> Members)
{
    /// <summary>The temperature that the logits are divided by; null for none.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>The same as a number; 1 for none.</summary>
    public double Temperature => Calibration?.Temperature ?? 1;

    /// <summary>Unweighted average recall of all together on the validation part, 0 to 1; null where there is none.</summary>
    public double? ValidationUar { get; init; }

    /// <summary>Their cross-entropy there in nats, before the temperature; null where there is none.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Whether the training was stopped before its end.</summary>
    public bool Interrupted { get; init; }
}
