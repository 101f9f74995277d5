using System.CommandLine;

namespace Ser.Cli.Commands;

/// <summary>The whole command line: what is typed, completed, and told in help and manual.</summary>
internal static class AllCommands
{
    /// <summary>The program with all of its commands.</summary>
    public static RootCommand Build(ProgramOutput output, StopSignals signals)
    {
        RootCommand root = new("Learns to recognise emotions from recorded speech, and labels recordings with what it has learned.");
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
        CommandHelp.AddTo(root);
        return root;
    }

    /// <summary>As much of the program as a command line needs: the command that it begins with, or everything.</summary>
    /// <remarks>To make a dozen commands, or the options of the program itself, takes longer than to label a clip.</remarks>
    public static Command For(string[] args, ProgramOutput output, StopSignals signals)
    {
        if (args is [var first, ..] && !CommandHelp.MayBeWanted(args))
        {
            foreach (var (name, build) in List(output, signals))
            {
                if (first == name)
                {
                    return new Command("ser") { build() };
                }
            }
        }

        return Build(output, signals);
    }

    /// <summary>The commands in the order in which the help shows them.</summary>
    private static (string Name, Func<Command> Build)[] List(ProgramOutput output, StopSignals signals) =>
    [
        ("train", () => TrainCommand.Build(output, signals)),
        ("crossval", () => CrossvalCommand.Build(output, signals)),
        ("tune", () => TuneCommand.Build(output, signals)),
        ("evaluate", () => EvaluateCommand.Build(output, signals)),
        ("compare", () => CompareCommand.Build(output)),
        ("report", () => ReportCommand.Build(output, signals)),
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
