using System.CommandLine;
using Ser.Cli.Extraction.Shards;
using Ser.Cli.Extraction.Tables;

namespace Ser.Cli.Commands;

/// <summary><c>ser extract merge</c>: joins the tables that --shard has written.</summary>
internal static class MergeCommand
{
    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var shards = new Argument<string[]>("shard") { Description = "the tables of all shards, in any order, each with its .shard.json beside it", Arity = ArgumentArity.OneOrMore };
        var target = new Option<string>("--output", "-o") { Description = $"table to write ({string.Join(' ', FeatureTable.Extensions)})", Required = true, HelpName = "file" };
        var command = new Command("merge", "Join the tables of all shards to the table of one run") { shards, target };
        Examples.Add(
            command,
            ("ser extract merge part-*.csv -o features.csv", "the same bytes as without --shard"),
            ("ser extract merge part-*.npy -o features.parquet", "into another format"));
        command.SetAction(parsed => Run(parsed.GetRequiredValue(shards), parsed.GetRequiredValue(target), output, signals.Token));
        return command;
    }

    private static int Run(string[] shards, string target, ProgramOutput output, CancellationToken cancel)
    {
        int rows = ShardMerge.Run(shards, target, cancel);
        output.Remark($"{Counted.Of(rows, "clip")} written to {target}");
        return ExitCode.Done;
    }
}
