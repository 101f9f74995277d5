using System.Diagnostics;
using Ser.Core;

namespace Ser.Cli.Terminal;

/// <summary>
/// Shows how a piece of work goes in one line of the terminal that is written over and over; writes nothing at all where
/// stderr is no terminal, and nothing for work that is done before anybody would wonder.
/// </summary>
internal sealed class WorkLine : IProgress<WorkProgress>, IDisposable
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
            Show($"{value.Stage} {value.Done}/{value.Total}, {perSecond:0} a second, {left:m\\:ss} left");
        }
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (written > 0)
            {
                Show("");
                terminal!.Write('\r');
            }
        }
    }

    private void Show(string text)
    {
        terminal!.Write($"\r{text.PadRight(written)}");
        written = text.Length;
    }
}
