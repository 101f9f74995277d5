using System.CommandLine;
using Ser.Cli;
using Ser.Cli.Commands;
using Ser.Core;

using var signals = new StopSignals();
var output = new ProgramOutput(Console.Out, Console.Error);

var root = new RootCommand("Learns to recognise emotions from recorded speech, and labels recordings with what it has learned.")
{
    TrainCommand.Build(output, signals),
    CrossvalCommand.Build(output, signals),
    EvaluateCommand.Build(output, signals),
    PredictCommand.Build(output, signals),
    InspectCommand.Build(output, signals),
    ExtractCommand.Build(output, signals),
    ResampleCommand.Build(output, signals),
    AugmentCommand.Build(output, signals),
    ConvertCommand.Build(output, signals),
    InfoCommand.Build(output),
    PlotCommand.Build(output),
    DatasetsCommand.Build(output, signals),
};
Examples.Add(
    root,
    ("ser train data/demo --output runs/demo", "learn from a folder"),
    ("ser evaluate runs/demo/model.onnx ~/other-corpus", "see what the model is worth on other people"),
    ("ser predict clip.wav --model runs/demo/model.onnx", "use it"));

try
{
    var parsed = root.Parse(args);
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
