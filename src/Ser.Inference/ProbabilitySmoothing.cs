namespace Ser.Inference;

/// <summary>An exponential mean over the predictions of windows that follow on one another: what was heard lately counts, and fades.</summary>
/// <remarks>
/// m ← m + α (p − m) with α = 1 − exp(−hop / time constant), beginning with the first prediction as it is. Only the past counts, so a
/// stream and a file give the same. Silence says nothing about an emotion: it is handed on as it is and leaves the mean where it was.
/// </remarks>
public sealed class ProbabilitySmoothing
{
    private readonly double weight;
    private double[]? mean;

    /// <summary>Begins a sound.</summary>
    /// <param name="windowing">How far the windows are apart, and the time constant.</param>
    public ProbabilitySmoothing(Windowing windowing)
    {
        ArgumentNullException.ThrowIfNull(windowing);
        weight = windowing.SmoothSeconds > 0 ? 1 - Math.Exp(-windowing.HopSeconds / windowing.SmoothSeconds) : 1;
    }

    /// <summary>The mean up to and with this prediction.</summary>
    public Prediction Next(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (weight == 1 || prediction.Silent)
        {
            return prediction;
        }

        float[] probabilities = prediction.Probabilities;
        mean ??= Array.ConvertAll(probabilities, p => (double)p);
        for (int i = 0; i < mean.Length; i++)
        {
            mean[i] += weight * (probabilities[i] - mean[i]);
        }

        return new Prediction(prediction.Labels, Array.ConvertAll(mean, p => (float)p));
    }
}
