using System.CommandLine;
using Ser.Cli.Crossval;
using Ser.Cli.Reports;
using Ser.Cli.Terminal;

namespace Ser.Cli.Commands;

/// <summary><c>ser crossval merge</c>: joins folds that ran on different machines.</summary>
internal static class CrossvalMergeCommand
{
    public static Command Build(ProgramOutput output)
    {
        var parts = new Argument<string[]>("part") { Description = "folders that 'ser crossval --fold' wrote, in any order", Arity = ArgumentArity.OneOrMore };
        var target = new Option<string>("--output", "-o") { Description = "folder to write; the folds are copied into it", Required = true, HelpName = "folder" };
        var json = CommonOptions.Json("the figures of all folds");
        var command = new Command("merge", "Join folds that ran on different machines to the folder of one run") { parts, target, json };
        Examples.Add(
            command,
            ("ser crossval merge part-* -o runs/emobox", "the same bytes as without --fold"),
            ("ser crossval merge part-* -o all --json | jq .uar.mean", "one figure for a script"));
        command.SetAction(parsed =>
        {
            var folder = new CrossvalFolder(parsed.GetRequiredValue(target));
            var plan = CrossvalMerge.Run([.. parsed.GetRequiredValue(parts).Select(part => new CrossvalFolder(part))], folder);
            using var progress = new WorkLine(output);
            CrossvalCommand.Report(folder, plan, new ReportSource(null, false, 1, progress, default), parsed.GetValue(json), output);
            return ExitCode.Done;
        });
        return command;
    }
}
