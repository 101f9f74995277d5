using System.CommandLine;
using Ser.Audio;
using Ser.Audio.Editing;

namespace Ser.Cli.Commands;

/// <summary>The options that say which part of a recording is meant, and how loud.</summary>
internal sealed class AudioOptions
{
    private readonly Option<int?> channel = new("--channel") { Description = "take this channel, counted from 0, instead of the mean of all", HelpName = "N" };
    private readonly Option<double> start = new("--start") { Description = "begin after so many seconds", HelpName = "s" };
    private readonly Option<double?> duration = new("--duration") { Description = "take so many seconds", HelpName = "s" };
    private readonly Option<double?> trim = new("--trim-silence") { Description = "cut both ends where they are so much below the loudest part", HelpName = "dB" };
    private readonly Option<Normalization> normalize = new("--normalize") { Description = "bring every clip to the same peak or rms", HelpName = "peak|rms" };

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
