namespace Ser.Inference;

/// <summary>What a model makes of a stretch of a sound.</summary>
/// <param name="StartSeconds">Where the stretch begins, from the sound's beginning.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Prediction">What is heard in it, smoothed where that was asked for.</param>
public sealed record TimedPrediction(double StartSeconds, double EndSeconds, Prediction Prediction);
