using System.CommandLine;

namespace Ser.Cli.Commands;

/// <summary>The whole command line: what is typed, completed, and told in help and manual.</summary>
internal static class AllCommands
{
    /// <summary>The program with all of its commands.</summary>
    public static RootCommand Build(ProgramOutput output, StopSignals signals)
    {
        var root = new RootCommand("Learns to recognise emotions from recorded speech, and labels recordings with what it has learned.")
        {
            TrainCommand.Build(output, signals),
            CrossvalCommand.Build(output, signals),
            EvaluateCommand.Build(output, signals),
            PredictCommand.Build(output, signals),
            ExportCommand.Build(output),
            InspectCommand.Build(output, signals),
            ExtractCommand.Build(output, signals),
            ResampleCommand.Build(output, signals),
            AugmentCommand.Build(output, signals),
            ConvertCommand.Build(output, signals),
            InfoCommand.Build(output),
            PlotCommand.Build(output),
            DatasetsCommand.Build(output, signals),
            CompletionsCommand.Build(output, signals),
            ManCommand.Build(output, signals),
        };
        Examples.Add(
            root,
            ("ser train data/demo --output runs/demo", "learn from a folder"),
            ("ser evaluate runs/demo/model.onnx ~/other-corpus", "see what the model is worth on other people"),
            ("ser predict clip.wav --model runs/demo/model.onnx", "use it"));
        root.Options.OfType<VersionOption>().Single().Description = "show the version";
        return root;
    }
}
