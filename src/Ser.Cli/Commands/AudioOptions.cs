using System.CommandLine;
using Ser.Audio;
using Ser.Audio.Editing;

namespace Ser.Cli.Commands;

/// <summary>The options that say which part of a recording is meant, and how loud.</summary>
internal sealed class AudioOptions
{
    private readonly Option<int?> channel = CommonOptions.Checked(new Option<int?>("--channel") { Description = "take this channel, counted from 0, instead of the mean of all", HelpName = "N" });
    private readonly Option<double> start = CommonOptions.Checked(new Option<double>("--start") { Description = "begin after so many seconds", HelpName = "s" });
    private readonly Option<double?> duration = CommonOptions.Checked(new Option<double?>("--duration") { Description = "take so many seconds", HelpName = "s" });
    private readonly Option<double?> trim = CommonOptions.Checked(new Option<double?>("--trim-silence") { Description = "cut both ends where they lie so many dB below the loudest part", HelpName = "dB" });
    private readonly Option<Normalization> normalize = CommonOptions.Checked(new Option<Normalization>("--normalize") { Description = "bring every clip to the same level, by its peak or its rms", HelpName = "peak|rms" });

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { channel, start, duration, trim, normalize })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>How sound is to be read.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="strict">Whether a truncated file is an error.</param>
    /// <param name="warn">Told of files that were read with a remark.</param>
    /// <exception cref="Ser.Core.UserError">A value is out of its range.</exception>
    public AudioReadOptions Choose(ParseResult parsed, bool strict, Action<string> warn)
    {
        var edit = new AudioEdit
        {
            Start = parsed.GetValue(start),
            Duration = parsed.GetValue(duration),
            TrimSilenceDb = parsed.GetValue(trim),
            Normalize = parsed.GetValue(normalize),
        };
        return new AudioReadOptions { Channel = parsed.GetValue(channel), Strict = strict, Warn = warn, Edit = edit == new AudioEdit() ? null : edit };
    }
}
