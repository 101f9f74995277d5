using System.CommandLine;
using System.CommandLine.Parsing;
using Ser.Core;
using Ser.Inference;

namespace Ser.Cli.Commands;

/// <summary>The options that say how a sound is cut into windows, and how their verdicts are smoothed.</summary>
internal sealed class WindowOptions
{
    private readonly NumberOption window = NumberOption.Of("--window", "s", "label windows of so many seconds instead of the whole");
    private readonly NumberOption hop = NumberOption.Of("--hop", "s", "from the beginning of a window to that of the next; half a window if not said");
    private readonly NumberOption smooth = NumberOption.Of("--smooth", "s", "time constant of an exponential mean over the windows; 0 for none");

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
        window.In(parsed) is { } length ? new Windowing(length, hop.In(parsed) ?? length / 2, smooth.In(parsed) ?? 0) : null;

    /// <summary>Whether one of the options is given.</summary>
    public bool IsGiven(CommandResult result) => new Option[] { window, hop, smooth }.Any(option => result.GetResult(option) is { Implicit: false });

    private void Check(CommandResult result)
    {
        var (length, distance, smoothing) = (window.GivenIn(result), hop.GivenIn(result), smooth.GivenIn(result));
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
}
