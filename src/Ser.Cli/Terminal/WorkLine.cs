using System.Diagnostics;
using Ser.Core;

namespace Ser.Cli.Terminal;

/// <summary>
/// Shows how a piece of work goes in one line of the terminal that is written over and over; writes nothing at all where
/// stderr is no terminal, and nothing for work that is done before anybody would wonder.
/// </summary>
/// <param name="output">Takes the remarks that are made meanwhile.</param>
internal sealed class WorkLine(ProgramOutput output) : IProgress<WorkProgress>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5), Pause = TimeSpan.FromSeconds(0.1);

    private readonly TextWriter? terminal = Console.IsErrorRedirected ? null : Console.Error;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private TimeSpan next = Patience;
    private int written;

    /// <inheritdoc />
    public void Report(WorkProgress value)
    {
        if (terminal is null)
        {
            return;
        }

        lock (gate)
        {
            var elapsed = clock.Elapsed;
            if (elapsed < next)
            {
                return;
            }

            next = elapsed + Pause;
            double perSecond = value.Done / elapsed.TotalSeconds;
            var left = TimeSpan.FromSeconds((value.Total - value.Done) / Math.Max(1e-3, perSecond));
            Show($"{value.Stage} {value.Done}/{value.Total}, {perSecond:0} a second, {TimeLeft.Text(left)}");
        }
    }

    /// <summary>Warns on a line of its own. Called from any thread.</summary>
    public void Warning(string text)
    {
        lock (gate)
        {
            Clear();
            output.Warning(text);
        }
    }

    /// <summary>Tells an error on a line of its own. Called from any thread.</summary>
    public void Error(string text)
    {
        lock (gate)
        {
            Clear();
            output.Error(text);
        }
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            Clear();
        }
    }

    private void Clear()
    {
        if (written > 0)
        {
            Show("");
            terminal!.Write('\r');
        }
    }

    private void Show(string text)
    {
        // A line that reaches the edge goes on in the next one, and \r does not bring the cursor back over it.
        int room = Math.Max(0, Console.WindowWidth - 1);
        text = text.Length <= room ? text : text[..room];
        terminal!.Write($"\r{text.PadRight(Math.Min(written, room))}");
        written = text.Length;
    }
}
