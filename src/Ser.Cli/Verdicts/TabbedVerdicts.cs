using Ser.Reporting;

namespace Ser.Cli.Verdicts;

/// <summary>Lines with tabs between their columns, for cut and awk. A file that cannot be labelled has none.</summary>
/// <param name="output">Takes a line at once.</param>
/// <param name="labels">The labels that come into question.</param>
/// <param name="isTimed">Whether verdicts are of windows.</param>
/// <param name="top">How many of the likeliest labels are shown; null for all.</param>
internal sealed class TabbedVerdicts(TextWriter output, IReadOnlyList<string> labels, bool isTimed, int? top) : IVerdictWriter
{
    private bool hasHeader;

    /// <inheritdoc/>
    public void Write(Verdict verdict)
    {
        if (verdict.Prediction is not { } prediction)
        {
            return;
        }

        if (!hasHeader)
        {
            PredictionText.WriteTabbedHeader(output, labels, isTimed, top);
            hasHeader = true;
        }

        PredictionText.WriteTabbed(output, VerdictRow.Of(verdict, prediction), top);
        output.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
