using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Inference;

namespace Ser.Cli.Verdicts;

/// <summary>Does what a <see cref="PredictionRequest"/> asks for, from the inputs to the exit code.</summary>
/// <param name="request">What the user wants.</param>
/// <param name="output">Takes verdicts, remarks and errors.</param>
/// <param name="signals">Tells when to stop.</param>
internal sealed class PredictionJob(PredictionRequest request, ProgramOutput output, StopSignals signals)
{
    private bool hasFailed;
    private long written;
    private int done;

    /// <summary>Labels everything.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        using var model = EmotionModel.LoadAhead(request.Model ?? ModelLocation.Default(output));
        if (VerdictRule.Of(model.Labels, request, out string? fault) is not { } rule)
        {
            output.Error($"{fault}; see 'ser predict --help'");
            return ExitCode.WrongUsage;
        }

        var sources = ClipSources.List(request.Inputs);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token);
        using var progress = new WorkLine(output);
        using var reader = new ClipReader(request.Raw, progress.Warning, stop.Token);
        using var writer = Writer(sources, rule.Labels);
        try
        {
            Label(new VerdictRun(model, rule, reader, request.Jobs), sources, writer, progress, stop);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            output.Error("stopped");
            return signals.ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Done;   // nobody reads any more
        }

        return hasFailed ? ExitCode.Failed : ExitCode.Done;
    }

    private void Label(VerdictRun run, IReadOnlyList<ClipSource> sources, IVerdictWriter writer, WorkLine progress, CancellationTokenSource stop)
    {
        void Take(Verdict verdict)
        {
            if (written++ > 0 && ResultPipe.IsBroken())
            {
                stop.Cancel();
                return;
            }

            writer.Write(verdict);
            Complain(verdict, progress);
        }

        void Count()
        {
            // On one terminal the verdicts themselves show how far it is, and a line below them would be in their way.
            done++;
            if (Console.IsOutputRedirected)
            {
                progress.Report(new WorkProgress("labelling clips", done, sources.Count));
            }
        }

        if (request.Windowing is { } windowing)
        {
            run.Windows(sources, windowing, Take, Count, stop.Token);
        }
        else
        {
            run.Whole(sources, verdict => { Take(verdict); Count(); }, stop.Token);
        }
    }

    private void Complain(Verdict verdict, WorkLine progress)
    {
        if (verdict.Error is not { } error)
        {
            return;
        }

        if (request.KeepGoing)
        {
            progress.Warning(error);
        }
        else
        {
            hasFailed = true;
            progress.Error(error);
        }
    }

    private IVerdictWriter Writer(IReadOnlyList<ClipSource> sources, IReadOnlyList<string> labels) => request.Form switch
    {
        VerdictForm.Json => new NdjsonVerdicts(Console.OpenStandardOutput(), request.Top),
        VerdictForm.Csv => Csv(labels),
        _ when Console.IsOutputRedirected => new TabbedVerdicts(output.Results, labels, request.Windowing is not null, request.Top),
        _ => Terminal(sources, labels),
    };

    // Each in a method of its own, so that the package behind it is loaded only where it is used.
    private CsvVerdicts Csv(IReadOnlyList<string> labels) => new(output.Results, labels, request.Windowing is not null, request.Top);

    private TerminalVerdicts Terminal(IReadOnlyList<ClipSource> sources, IReadOnlyList<string> labels) =>
        new(sources, labels, request.Windowing is not null, request.Top);
}
