using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ser.Cli.Commands;

/// <summary>More lines at the end of a command's help.</summary>
internal static class HelpSection
{
    /// <summary>Adds lines after everything that the help holds already.</summary>
    public static void Add(Command command, IEnumerable<string> lines)
    {
        var help = command.Options.OfType<HelpOption>().First();
        help.Action = new HelpWithLines((SynchronousCommandLineAction)help.Action!, lines);
    }

    /// <summary>The lines that were added to a command's help, for the manual.</summary>
    public static IReadOnlyList<string> Of(Command command) =>
        command.Options.OfType<HelpOption>().FirstOrDefault()?.Action is HelpWithLines help ? [.. help.Lines] : [];

    /// <summary>Help with more lines at its end.</summary>
    internal sealed class HelpWithLines(SynchronousCommandLineAction help, IEnumerable<string> lines) : SynchronousCommandLineAction
    {
        /// <summary>What is written before them.</summary>
        public SynchronousCommandLineAction Help => help;

        /// <summary>The lines.</summary>
        public IEnumerable<string> Lines => lines;

        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine();
            foreach (string line in lines)
            {
                output.WriteLine(line);
            }

            return code;
        }
    }
}
