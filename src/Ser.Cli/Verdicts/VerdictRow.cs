using Ser.Inference;
using Ser.Reporting;

namespace Ser.Cli.Verdicts;

/// <summary>Verdicts as the rows of a table.</summary>
internal static class VerdictRow
{
    /// <summary>The row of a verdict that has a prediction.</summary>
    public static PredictionRow Of(Verdict verdict, Prediction prediction) =>
        new(verdict.File, verdict.Label, prediction.Confidence, prediction.Labels, prediction.Probabilities) { Start = verdict.Start, End = verdict.End };
}
