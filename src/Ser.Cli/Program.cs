using System.CommandLine;
using Ser.Cli;
using Ser.Cli.Commands;
using Ser.Core;
using Ser.Inference;

if (args is ["predict", _, ..])
{
    EmotionModel.Prepare();   // before all else: it is done while the command line is read
}

using var signals = new StopSignals();
var output = ProgramOutput.OfConsole();

try
{
    // @list is a list of recordings, not of options.
    var parsed = AllCommands.For(args, output, signals).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
    if (UsageFault.Of(parsed) is { } fault)
    {
        output.Error($"{fault}; see '{string.Join(' ', parsed.CommandResult.Names())} --help'");
        return ExitCode.WrongUsage;
    }

    return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
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
catch (IOException error)
{
    // The rooms turn the faults of files into user errors; what is left is stdout itself. A reader that has gone, such as head, is
    // no fault: the console passes over it.
    output.Error($"the results cannot be written ({error.Message.TrimEnd('.')}); make room or send them elsewhere");
    return ExitCode.Failed;
}
