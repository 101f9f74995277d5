using Ser.Evaluation;
using Ser.Inference;
using Ser.Training.Network;

namespace Ser.Training.Fitting;

/// <summary>Fits the temperature of a trained network on the validation part.</summary>
internal static class TemperatureScaling
{
    /// <summary>The temperature, and what it does to loss and calibration error of the clips that it was fitted on.</summary>
    /// <param name="validation">The clips.</param>
    /// <param name="inputStage">Standardises them.</param>
    /// <param name="network">In evaluation mode.</param>
    /// <returns>Null where nothing can be fitted: there are no clips, or the network gives numbers that are none.</returns>
    public static Calibration? Fit(ValidationSet validation, InputStage inputStage, EmotionNetwork network)
    {
        var (truth, logits) = validation.Logits(inputStage, network);
        if (truth.Length == 0 || !logits.All(row => row.All(double.IsFinite)))
        {
            return null;
        }

        double temperature = TemperatureFit.Find(truth, logits);
        return new Calibration(
            temperature, truth.Length,
            TemperatureFit.LogLoss(truth, logits, 1), TemperatureFit.LogLoss(truth, logits, temperature),
            Error(1), Error(temperature));

        double Error(double t) => CalibrationError.Expected(truth, TemperatureFit.Probabilities(logits, t));
    }
}
