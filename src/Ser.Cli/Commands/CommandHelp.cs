using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ser.Cli.Commands;

/// <summary>The help of a command: what the library makes of its options, then its examples, then what else there is to say.</summary>
/// <remarks>
/// Added to a tree of commands only where somebody wants to read it: the library looks up its own words for a help option, which takes as
/// long as to label a clip.
/// </remarks>
internal sealed class CommandHelp(HelpAction options, Command command) : SynchronousCommandLineAction
{
    private static readonly string[] Spellings = ["--help", "-h", "-?", "/h", "/?"];

    public override bool ClearsParseErrors => true;

    /// <summary>Whether a command line may ask for help.</summary>
    public static bool MayBeWanted(string[] args) => Array.Exists(args, argument => Array.IndexOf(Spellings, argument) >= 0);

    /// <summary>Gives a command and all under it an option for help.</summary>
    public static void AddTo(Command command)
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();   // the root has one already
        if (help is null)
        {
            help = new HelpOption();
            command.Options.Add(help);
        }

        help.Description = "show this help";
        help.Action = new CommandHelp((HelpAction)help.Action!, command);
        foreach (var sub in command.Subcommands)
        {
            AddTo(sub);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        int code = options.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (Examples.Of(command) is { Count: > 0 } examples)
        {
            output.WriteLine("Examples:");
            int width = examples.Max(example => example.Line.Length);
            foreach (var (line, meaning) in examples)
            {
                output.WriteLine($"  {line.PadRight(width)}  {meaning}");
            }
        }

        if (HelpSection.Of(command) is { Count: > 0 } lines)
        {
            output.WriteLine();
            foreach (string line in lines)
            {
                output.WriteLine(line);
            }
        }

        return code;
    }
}
