using System.CommandLine;
using Ser.Cli.Evaluation;
using Ser.Core;

namespace Ser.Cli.Commands;

/// <summary><c>ser compare</c>: which of some tests is the better one, and whether that is more than chance.</summary>
internal static class CompareCommand
{
    public static Command Build(ProgramOutput output)
    {
        var runs = new Argument<string[]>("run")
        {
            Description = "two or more: folders of 'ser train' and 'ser crossval', or files of figures (metrics.json, what 'ser evaluate --json' wrote); "
                + "predictions are looked for beside them: predictions.csv, or X.csv of X.json",
            Arity = ArgumentArity.OneOrMore,
        };
        var markdown = new Option<string?>("--markdown") { Description = "also write the table to this Markdown file", HelpName = "file" };
        var json = CommonOptions.Json("figures and tests");
        var command = new Command("compare", "Put the figures of tests side by side, and tell whether they differ by more than chance") { runs, markdown, json };
        Examples.Add(
            command,
            ("ser compare runs/old runs/new", "figures side by side; where the clips are the same, bootstrap and McNemar"),
            ("ser compare runs/none runs/light runs/strong --markdown table.md", "each against the first"),
            ("ser compare old.json new.json --json | jq .comparisons[0].uar.p", "one figure for a script"));
        command.Validators.Add(result =>
        {
            if (result.GetResult(runs) is { Tokens.Count: 1 } one)
            {
                result.AddError($"'{one.Tokens[0].Value}' is one test; give two or more to compare");
            }
        });
        command.SetAction(parsed =>
        {
            var comparison = RunComparison.Of([.. parsed.GetRequiredValue(runs).Select(MeasuredRun.Read)]);
            if (parsed.GetValue(json))
            {
                output.Results.WriteLine(ComparisonJson.Of(comparison));
            }
            else
            {
                ComparisonText.Write(comparison, output.Results);
            }

            if (parsed.GetValue(markdown) is { } file)
            {
                using var page = new StringWriter { NewLine = "\n" };
                ComparisonText.WriteMarkdown(comparison, page);
                AtomicFile.WriteText(file, page.ToString());
            }

            return ExitCode.Done;
        });
        return command;
    }
}
