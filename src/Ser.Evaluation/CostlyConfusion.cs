namespace Ser.Evaluation;

/// <summary>One class taken for another, and what it costs.</summary>
/// <param name="Truth">What the clips are.</param>
/// <param name="Predicted">What they were taken for.</param>
/// <param name="Clips">How many: 1 or more.</param>
/// <param name="Share">Share of the class that went this way, 0 … 1.</param>
/// <param name="Cost">
/// What UAR loses by it: the share divided by the number of classes that occur. The costs of all confusions are 1 − UAR.
/// </param>
public sealed record CostlyConfusion(string Truth, string Predicted, int Clips, double Share, double Cost);
