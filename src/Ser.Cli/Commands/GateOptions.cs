using System.CommandLine;
using System.CommandLine.Parsing;
using Ser.Cli.Evaluation;

namespace Ser.Cli.Commands;

/// <summary>The options that make <c>ser evaluate</c> a gate of a script: what is missed ends the program with exit code 3.</summary>
internal sealed class GateOptions
{
    private readonly Option<string[]> uar = Of("--min-uar", GateFigure.Uar, "UAR has to be this or more", "share");
    private readonly Option<string[]> accuracy = Of("--min-accuracy", GateFigure.Accuracy, "accuracy has to be this or more", "share");
    private readonly Option<string[]> f1 = Of("--min-f1", GateFigure.F1, "macro F1 has to be this or more; with a label, such as calm=0.3, F1 of that class; as often as you like", "[label=]share");
    private readonly Option<string[]> recall = Of("--min-recall", GateFigure.Recall, "recall of a class has to be this or more, such as calm=0.3; as often as you like", "label=share");
    private readonly Option<string?> baseline = new("--baseline") { Description = "figures of an earlier test: metrics.json, a file that --json wrote, or a run folder; UAR must not be lower", HelpName = "file" };
    private readonly Option<string?> drop = new("--max-drop") { Description = "by so much UAR may be lower than that of --baseline [default: 0]", HelpName = "share" };
    private readonly Option<bool> forbidOverlap = new("--forbid-overlap") { Description = "no speaker and no clip may have taken part in the training of the model" };

    /// <summary>Whether the test must have nothing in common with the training.</summary>
    public bool ForbidsOverlap(ParseResult parsed) => parsed.GetValue(forbidOverlap);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { uar, accuracy, f1, recall, baseline, drop, forbidOverlap })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(drop) is not { Tokens: [var token] })
            {
                return;
            }

            if (!GateText.TryShare(token.Value, out _))
            {
                result.AddError($"{drop.Name} is '{token.Value}'; give a share from 0 to 1, such as 0.02");
            }
            else if (result.GetResult(baseline) is null)
            {
                result.AddError("--max-drop wants --baseline: the figures that nothing may drop below");
            }
        });
    }

    /// <summary>The limits that a command line asks for, in the order of the options.</summary>
    public IReadOnlyList<Gate> Limits(ParseResult parsed) =>
    [
        .. Read(parsed, uar, GateFigure.Uar), .. Read(parsed, accuracy, GateFigure.Accuracy), .. Read(parsed, f1, GateFigure.F1),
        .. Read(parsed, recall, GateFigure.Recall),
    ];

    /// <summary>The comparison that a command line asks for; null for none.</summary>
    /// <exception cref="Core.UserError">The baseline cannot be used.</exception>
    public BaselineGate? Baseline(ParseResult parsed) => parsed.GetValue(baseline) is { } file
        ? new BaselineGate(MeasuredRun.Read(file), GateText.TryShare(parsed.GetValue(drop) ?? "0", out double most) ? most : 0)
        : null;

    private static IEnumerable<Gate> Read(ParseResult parsed, Option<string[]> option, GateFigure figure) =>
        (parsed.GetValue(option) ?? []).Select(text => Gate.Parse(figure, text)!);

    private static Option<string[]> Of(string name, GateFigure figure, string description, string helpName)
    {
        var option = new Option<string[]>(name)
        {
            Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false, HelpName = helpName,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Select(token => token.Value).FirstOrDefault(text => !IsFit(figure, text)) is { } wrong)
            {
                string wanted = figure switch
                {
                    GateFigure.F1 => "a share from 0 to 1, or one with a label, such as calm=0.3",
                    GateFigure.Recall => "a label and a share from 0 to 1, such as calm=0.3",
                    _ => "a share from 0 to 1",
                };
                result.AddError($"{name} is '{wrong}'; give {wanted}");
            }
        });
        return option;
    }

    private static bool IsFit(GateFigure figure, string text) => Gate.Parse(figure, text) is { } gate && figure switch
    {
        GateFigure.F1 => true,
        GateFigure.Recall => gate.Label is not null,
        _ => gate.Label is null,
    };
}
