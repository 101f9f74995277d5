namespace Ser.Inference;

/// <summary>
/// How a model's probabilities were made to say how often it is right: its logits are divided by one number (temperature scaling, Guo et
/// al. 2017, arXiv 1706.04599). The graph does so; a program that uses the model has nothing to apply.
/// </summary>
/// <param name="Temperature">The number, above 0; above 1 it makes the model less sure, below 1 surer. The order of the labels stays.</param>
/// <param name="Clips">Clips of the validation part that it was fitted on; 0 where there were none, and the recipe gave the number.</param>
/// <param name="LossBefore">Their mean −ln p(true label) in nats without it; null where nothing was fitted.</param>
/// <param name="LossAfter">The same with it.</param>
/// <param name="ErrorBefore">Their expected calibration error without it: how far confidence and share of right verdicts lie apart, 0 to 1; null as above.</param>
/// <param name="ErrorAfter">The same with it.</param>
public sealed record Calibration(double Temperature, int Clips, double? LossBefore = null, double? LossAfter = null, double? ErrorBefore = null, double? ErrorAfter = null);
