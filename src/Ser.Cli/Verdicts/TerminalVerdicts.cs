using Ser.Reporting;
using Spectre.Console;

namespace Ser.Cli.Verdicts;

/// <summary>A table on a terminal: labels and their bars in the colours of the classes. A file that cannot be labelled has no row.</summary>
internal sealed class TerminalVerdicts : IVerdictWriter
{
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
    private readonly LabelColours colours = new();
    private readonly PredictionTable? table;
    private readonly int? top;
    private bool hasHeader;

    /// <summary>Looks at the terminal.</summary>
    /// <param name="sources">What will be labelled.</param>
    /// <param name="labels">The labels that come into question.</param>
    /// <param name="isTimed">Whether verdicts are of windows.</param>
    /// <param name="top">How many of the likeliest labels are shown; null for all.</param>
    public TerminalVerdicts(IReadOnlyList<ClipSource> sources, IReadOnlyList<string> labels, bool isTimed, int? top)
    {
        this.top = top;
        bool isAlone = sources.Count == 1;
        if (!isAlone || isTimed)
        {
            int longestName = isAlone ? 0 : sources.Max(source => TextCell.Width(TextCell.Clean(source.File)));
            table = new PredictionTable(labels, longestName, console.Profile.Width, isTimed, top, IsPlain);
        }
    }

    private bool IsPlain => !console.Profile.Capabilities.Unicode;

    /// <inheritdoc/>
    public void Write(Verdict verdict)
    {
        if (verdict.Prediction is not { } prediction)
        {
            return;
        }

        var row = VerdictRow.Of(verdict, prediction);
        if (table is null)
        {
            foreach (var line in PredictionTable.Alone(row, top, console.Profile.Width, IsPlain))
            {
                Write(line);
            }

            return;
        }

        if (!hasHeader)
        {
            Write([new LabelledText(table.Header)]);
            hasHeader = true;
        }

        Write(table.Row(row));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Write(IReadOnlyList<LabelledText> line)
    {
        foreach (var piece in line)
        {
            console.Write(piece.Text, piece.Label is { } label ? colours.Of(label) : Style.Plain);
        }

        console.WriteLine();
    }
}
