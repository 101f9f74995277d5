namespace Ser.Evaluation;

/// <summary>Whether one of two models is right more often on the same clips; see <see cref="McNemar"/>. Small p: they differ.</summary>
/// <param name="B">Clips that only the first model has right.</param>
/// <param name="C">Clips that only the second model has right.</param>
/// <param name="ExactP">Two-sided p of the exact test: a fair coin, B + C throws. 1 where there are none.</param>
/// <param name="MidP">Two-sided mid-p: less cautious than the exact one, and nearer to the level that it claims.</param>
/// <param name="ChiSquared">Statistic with correction for continuity, one degree of freedom; 0 where B and C are equal.</param>
/// <param name="CorrectedP">Its p; good from about 25 differing clips on.</param>
public sealed record McNemarResult(int B, int C, double ExactP, double MidP, double ChiSquared, double CorrectedP);
