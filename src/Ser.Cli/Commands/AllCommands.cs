using System.CommandLine;

namespace Ser.Cli.Commands;

/// <summary>The whole command line: what is typed, completed, and told in help and manual.</summary>
internal static class AllCommands
{
    /// <summary>The program with all of its commands.</summary>
    public static RootCommand Build(ProgramOutput output, StopSignals signals)
    {
        var root = Empty();
        foreach (var (_, build) in List(output, signals))
        {
            root.Subcommands.Add(build());
        }

        Examples.Add(
            root,
            ("ser train data/demo --output runs/demo", "learn from a folder"),
            ("ser evaluate runs/demo/model.onnx ~/other-corpus", "see what the model is worth on other people"),
            ("ser predict clip.wav --model runs/demo/model.onnx", "use it"));
        root.Options.OfType<VersionOption>().Single().Description = "show the version";
        return root;
    }

    /// <summary>As much of the program as a command line needs: the command that it begins with, or everything.</summary>
    /// <remarks>To make the options of a dozen commands takes longer than to label a clip.</remarks>
    public static RootCommand For(string[] args, ProgramOutput output, StopSignals signals)
    {
        foreach (var (name, build) in List(output, signals))
        {
            if (args is [var first, ..] && first == name)
            {
                var root = Empty();
                root.Subcommands.Add(build());
                return root;
            }
        }

        return Build(output, signals);
    }

    private static RootCommand Empty() => new("Learns to recognise emotions from recorded speech, and labels recordings with what it has learned.");

    /// <summary>The commands in the order in which the help shows them.</summary>
    private static (string Name, Func<Command> Build)[] List(ProgramOutput output, StopSignals signals) =>
    [
        ("train", () => TrainCommand.Build(output, signals)),
        ("crossval", () => CrossvalCommand.Build(output, signals)),
        ("evaluate", () => EvaluateCommand.Build(output, signals)),
        ("predict", () => PredictCommand.Build(output, signals)),
        ("export", () => ExportCommand.Build(output)),
        ("inspect", () => InspectCommand.Build(output, signals)),
        ("extract", () => ExtractCommand.Build(output, signals)),
        ("resample", () => ResampleCommand.Build(output, signals)),
        ("augment", () => AugmentCommand.Build(output, signals)),
        ("convert", () => ConvertCommand.Build(output, signals)),
        ("info", () => InfoCommand.Build(output)),
        ("plot", () => PlotCommand.Build(output)),
        ("datasets", () => DatasetsCommand.Build(output, signals)),
        ("completions", () => CompletionsCommand.Build(output, signals)),
        ("man", () => ManCommand.Build(output, signals)),
    ];
}
