using System.Globalization;
using CsvHelper;
using Ser.Reporting;

namespace Ser.Cli.Verdicts;

/// <summary>Comma-separated values: the columns of the table, then silence and error. A file that cannot be labelled has a row too.</summary>
internal sealed class CsvVerdicts : IVerdictWriter
{
    private static readonly string[] LastColumns = ["silence", "error"];

    private readonly CsvWriter csv;
    private readonly int? top;
    private readonly int columns;

    /// <summary>Writes the headings.</summary>
    /// <param name="output">Takes the rows; stays open.</param>
    /// <param name="labels">The labels that come into question.</param>
    /// <param name="isTimed">Whether verdicts are of windows.</param>
    /// <param name="top">How many of the likeliest labels are shown; null for all.</param>
    public CsvVerdicts(TextWriter output, IReadOnlyList<string> labels, bool isTimed, int? top)
    {
        this.top = top;
        csv = CsvWriter.Create(output, CsvWriterOptions.Default with { NewLine = "\n", FormatProvider = CultureInfo.InvariantCulture }, leaveOpen: true);
        string[] headings = [.. PredictionText.Columns(labels, isTimed, top), .. LastColumns];
        columns = headings.Length;
        WriteRow(headings);
    }

    /// <inheritdoc/>
    public void Write(Verdict verdict) => WriteRow(verdict.Prediction is { } prediction
        ? [.. PredictionText.Cells(VerdictRow.Of(verdict, prediction), top), prediction.Silent ? "true" : "false", ""]
        : [verdict.File, .. Enumerable.Repeat("", columns - 2), verdict.Error!]);

    /// <inheritdoc/>
    public void Dispose() => csv.Dispose();

    private void WriteRow(IEnumerable<string> cells)
    {
        foreach (string cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.EndRecord();
        csv.Flush();
    }
}
