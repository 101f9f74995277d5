using Ser.Evaluation;
using Ser.Inference;

namespace Ser.Training.Fitting;

/// <summary>Fits the temperature of a trained network on the validation part.</summary>
internal static class TemperatureScaling
{
    /// <summary>The temperature, and what it does to loss and calibration error of the clips that it was fitted on.</summary>
    /// <param name="truth">Class of each clip of the validation part.</param>
    /// <param name="logits">Of each clip: what the softmax is taken of.</param>
    /// <returns>Null where nothing can be fitted: there are no clips, or the network gives numbers that are none.</returns>
    public static Calibration? Fit(int[] truth, double[][] logits)
    {
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
