using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ser.Cli.Commands;

/// <summary>Examples at the end of a command's help.</summary>
internal static class Examples
{
    /// <summary>Adds examples to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="examples">What to type, and what it does.</param>
    public static void Add(Command command, params (string Line, string Meaning)[] examples)
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();   // the root has one already
        if (help is null)
        {
            help = new HelpOption();
            command.Options.Add(help);
        }

        help.Description = "show this help";
        help.Action = new HelpWithExamples((HelpAction)help.Action!, examples);
    }

    /// <summary>The examples of a command, for the manual; none where it has none.</summary>
    public static IReadOnlyList<(string Line, string Meaning)> Of(Command command)
    {
        var action = command.Options.OfType<HelpOption>().FirstOrDefault()?.Action;
        while (action is HelpSection.HelpWithLines more)
        {
            action = more.Help;
        }

        return action is HelpWithExamples help ? help.Examples : [];
    }

    private sealed class HelpWithExamples(HelpAction help, (string Line, string Meaning)[] examples) : SynchronousCommandLineAction
    {
        public IReadOnlyList<(string Line, string Meaning)> Examples => examples;

        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            int width = examples.Max(example => example.Line.Length);
            foreach (var (line, meaning) in examples)
            {
                output.WriteLine($"  {line.PadRight(width)}  {meaning}");
            }

            return code;
        }
    }
}
