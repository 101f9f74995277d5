using System.CommandLine;
using System.CommandLine.Parsing;
using Ser.Core;
using Ser.Inference;

namespace Ser.Cli.Commands;

/// <summary>The options that say how a sound is cut into windows, and how their verdicts are smoothed.</summary>
internal sealed class WindowOptions
{
    private readonly Option<double?> window = CommonOptions.Checked(new Option<double?>("--window") { Description = "label windows of so many seconds instead of the whole", HelpName = "s" });
    private readonly Option<double?> hop = CommonOptions.Checked(new Option<double?>("--hop") { Description = "from the beginning of a window to that of the next; half a window if not said", HelpName = "s" });
    private readonly Option<double> smooth = CommonOptions.Checked(new Option<double>("--smooth") { Description = "time constant of an exponential mean over the windows; 0 for none", HelpName = "s" });

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { window, hop, smooth })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(Check);
    }

    /// <summary>How sounds are cut; null where they are labelled whole.</summary>
    public Windowing? Windowing(ParseResult parsed) =>
        parsed.GetValue(window) is { } length ? new Windowing(length, parsed.GetValue(hop) ?? length / 2, parsed.GetValue(smooth)) : null;

    /// <summary>Whether one of the options is given.</summary>
    public bool IsGiven(CommandResult result) => new Option[] { window, hop, smooth }.Any(option => result.GetResult(option) is { Implicit: false });

    private void Check(CommandResult result)
    {
        var (length, distance, smoothing) = (Number(result, window), Number(result, hop), Number(result, smooth));
        try
        {
            if (length is not null)
            {
                _ = new Windowing(length.Value, distance ?? length.Value / 2, smoothing ?? 0);
            }
            else if ((distance ?? smoothing) is not null)
            {
                result.AddError($"{(distance is null ? smooth.Name : hop.Name)} is for windows; give --window too, or leave it out");
            }
        }
        catch (UserError error)
        {
            result.AddError(error.Message);
        }
    }

    /// <summary>Null where it is not given, and where it is no number, which the option itself says.</summary>
    private static double? Number(CommandResult result, Option option) =>
        result.GetResult(option) is { Tokens: [var token] } && double.TryParse(token.Value, out double value) ? value : null;
}
