using System.CommandLine;
using System.CommandLine.Parsing;
using Ser.Cli.Verdicts;

namespace Ser.Cli.Commands;

/// <summary>The options that say by which model sounds are judged, and how the verdicts look.</summary>
internal sealed class VerdictOptions
{
    private readonly Option<string?> model = new("--model", "-m") { Description = "model.onnx of a training run; without it, the model that stands beside the program", HelpName = "file" };
    private readonly Option<bool> json = CommonOptions.Json("one object a line, as soon as it is known,");
    private readonly Option<bool> csv = new("--csv") { Description = "write comma-separated values with headings" };
    private readonly NumberOption top = NumberOption.Whole("--top", [], "show the N likeliest labels only", low: 1);
    private readonly Option<string?> labels = new("--labels") { Description = "only these come into question, such as angry,sad,neutral; their probabilities add up to 1", HelpName = "list" };
    private readonly NumberOption abstain = NumberOption.Of("--abstain-below", "p", "say 'uncertain' where the likeliest label has a smaller probability");
    private readonly Option<bool> keepGoing = new("--keep-going") { Description = "exit with 0 although some files cannot be labelled" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { model, json, csv, top, labels, abstain, keepGoing })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(Check);
    }

    /// <summary>The request with what was chosen.</summary>
    public PredictionRequest Choose(ParseResult parsed, PredictionRequest request) => request with
    {
        Model = parsed.GetValue(model),
        Form = parsed.GetValue(json) ? VerdictForm.Json : parsed.GetValue(csv) ? VerdictForm.Csv : VerdictForm.Text,
        Top = (int?)top.In(parsed),
        Labels = [.. Names(parsed.GetValue(labels) ?? "")],
        AbstainBelow = abstain.In(parsed) ?? 0,
        KeepGoing = parsed.GetValue(keepGoing),
    };

    private void Check(CommandResult result)
    {
        if (result.GetResult(json) is { Implicit: false } && result.GetResult(csv) is { Implicit: false })
        {
            result.AddError("--json and --csv are two forms of the same; leave out one of them");
        }
        else if (abstain.GivenIn(result) is < 0 or > 1)
        {
            result.AddError($"--abstain-below is '{abstain.GivenIn(result)}'; give a probability from 0 to 1");
        }
        else if (result.GetResult(labels) is { Tokens: [var list] } && Names(list.Value).Length < 2)
        {
            result.AddError($"--labels is '{list.Value}'; give two or more with commas between them, such as angry,sad,neutral");
        }
    }

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
