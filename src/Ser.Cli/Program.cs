using System.CommandLine;
using Ser.Cli;
using Ser.Cli.Commands;
using Ser.Core;

using var signals = new StopSignals();
var output = new ProgramOutput(Console.Out, Console.Error);

var root = new RootCommand("Learns to recognise emotions from recorded speech, and labels recordings with what it has learned.")
{
    TrainCommand.Build(output, signals),
    EvaluateCommand.Build(output, signals),
    PredictCommand.Build(output, signals),
};

try
{
    var parsed = root.Parse(args);
    if (parsed.Errors.Count > 0)
    {
        string command = string.Join(' ', parsed.CommandResult.Names());
        output.Error($"{parsed.Errors[0].Message.TrimEnd('.')}; see '{command} --help'");
        return ExitCode.WrongUsage;
    }

    int code = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    output.Results.Flush();
    return code;
}
catch (UserError error)
{
    output.Error(error.Message);
    return ExitCode.Failed;
}
catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
{
    output.Error("stopped; nothing was written");
    return signals.ExitCode;
}
catch (IOException) when (output.IsClosed)
{
    return ExitCode.Done;   // the reader of our output, such as head, has seen enough
}
