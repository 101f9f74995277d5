namespace Ser.Evaluation;

/// <summary>The clips whose confidence lies in one range: a well calibrated model is right as often as it is sure.</summary>
/// <param name="Low">Lower end, itself not inside; of the first bin it is.</param>
/// <param name="High">Upper end, itself inside.</param>
/// <param name="Clips">Clips of this confidence: 1 or more.</param>
/// <param name="Confidence">Mean of their largest probabilities.</param>
/// <param name="Accuracy">Share of them whose likeliest class is the true one, 0 … 1.</param>
public sealed record ReliabilityBin(double Low, double High, int Clips, double Confidence, double Accuracy);
