using System.CommandLine;
using Ser.Cli;
using Ser.Cli.Commands;

namespace Ser.Tests.Commands.Evaluation;

/// <summary>A command line, run in this process.</summary>
/// <param name="ExitCode">What the program would end with.</param>
/// <param name="Out">What it wrote to stdout.</param>
/// <param name="Error">What it wrote to stderr.</param>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    /// <summary>The model that is used where none is named.</summary>
    public static string BaseModel { get; } = Path.Combine(TestData.Repository, "models", "ser-base.onnx");

    /// <summary>The model of the demo corpus.</summary>
    public static string DemoModel { get; } = Path.Combine(TestData.Repository, "models", "ser-demo.onnx");

    /// <summary>Sixteen clips of the voice that the shipped model was tested on. Without the corpus.json above it, its file names are those of RAVDESS.</summary>
    public static string OneVoice { get; } = Path.Combine(TestData.Repository, "data", "demo", "Actor_02");

    /// <summary>Runs a command line; a fault of its form ends with 2, as in the program.</summary>
    public static CommandRun Of(params string[] args)
    {
        using var results = new StringWriter { NewLine = "\n" };
        using var remarks = new StringWriter { NewLine = "\n" };
        using var signals = new StopSignals();
        var parsed = AllCommands.Build(new ProgramOutput(() => results, () => remarks), signals).Parse(args);
        if (UsageFault.Of(parsed) is { } fault)
        {
            return new CommandRun(Cli.ExitCode.WrongUsage, "", fault);
        }

        int code = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        return new CommandRun(code, results.ToString(), remarks.ToString());
    }
}
