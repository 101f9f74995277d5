namespace Ser.Evaluation;

/// <summary>How much better the first of two models is on the same clips; see <see cref="PairedBootstrap"/>.</summary>
/// <param name="Difference">UAR of the first minus UAR of the second, −1 … 1.</param>
/// <param name="Interval">Where this difference probably lies for other speakers, to <see cref="SpeakerBootstrap.Level"/>.</param>
/// <param name="P">Two-sided p of "there is no difference"; not below 2 / (draws + 1).</param>
/// <param name="Unit">What was drawn with replacement: "speaker" or "clip".</param>
/// <param name="Draws">How many times.</param>
public sealed record PairedDifference(double Difference, Interval Interval, double P, string Unit, int Draws);
