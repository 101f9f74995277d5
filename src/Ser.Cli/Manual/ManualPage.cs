using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Ser.Cli.Commands;

namespace Ser.Cli.Manual;

/// <summary>The manual page of a command, made from what its help is made from.</summary>
/// <param name="Command">The command.</param>
/// <param name="Words">The words that lead to it: ser, crossval, merge.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="Date">Day at which the program was built.</param>
internal sealed record ManualPage(Command Command, IReadOnlyList<string> Words, string Version, DateOnly Date)
{
    /// <summary>Name of the page, such as ser-crossval-merge.</summary>
    public string Name => string.Join('-', Words);

    /// <summary>Name of its file in a folder man1.</summary>
    public string FileName => $"{Name}.1";

    private IEnumerable<Option> Options => Command.Options.Where(option => !option.Hidden);

    private IEnumerable<Command> Commands => Command.Subcommands.Where(sub => !sub.Hidden);

    /// <summary>The page of a command and those of all commands under it.</summary>
    public static IEnumerable<ManualPage> All(RootCommand root, string version, DateOnly date) =>
        new ManualPage(root, ["ser"], version, date).WithCommands();

    /// <summary>Writes the page.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine(".\\\" Made by 'ser man' from the help of the program.");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $".TH {Roff.Escape(Name.ToUpperInvariant())} 1 {Date:yyyy-MM-dd} \"ser {Roff.Escape(Version)}\" \"Manual of ser\""));
        output.WriteLine(".SH NAME");
        output.WriteLine($"{Roff.Escape(Name)} \\- {Roff.Escape(Command.Description!.TrimEnd('.'))}");
        WriteSynopsis(output);
        output.WriteLine(".SH DESCRIPTION");
        output.WriteLine($"{Roff.Escape(Command.Description.TrimEnd('.'))}.");
        foreach (var argument in Command.Arguments.Where(argument => !argument.Hidden))
        {
            Entry(output, Roff.Italic(argument.HelpName ?? argument.Name), argument.Description!);
        }

        WriteOptions(output);
        WriteCommands(output);
        WriteMore(output);
        WriteExamples(output);
        WriteEnd(output);
    }

    private IEnumerable<ManualPage> WithCommands() =>
        Commands.SelectMany(sub => new ManualPage(sub, [.. Words, sub.Name], Version, Date).WithCommands()).Prepend(this);

    private void WriteSynopsis(TextWriter output)
    {
        output.WriteLine(".SH SYNOPSIS");
        string line = Roff.Bold(string.Join(' ', Words));
        foreach (var argument in Command.Arguments.Where(argument => !argument.Hidden))
        {
            string name = Roff.Italic(argument.HelpName ?? argument.Name) + (argument.Arity.MaximumNumberOfValues > 1 ? " ..." : "");
            line += argument.Arity.MinimumNumberOfValues == 0 ? $" [{name}]" : $" {name}";
        }

        output.WriteLine($"{line} [\\fIoptions\\fR]");
        if (Commands.Any())
        {
            output.WriteLine(".br");
            output.WriteLine($"{Roff.Bold(string.Join(' ', Words))} \\fIcommand\\fR [\\fIoptions\\fR]");
        }
    }

    private void WriteOptions(TextWriter output)
    {
        output.WriteLine(".SH OPTIONS");
        foreach (var option in Options)
        {
            string names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length).Select(Roff.Bold));
            string value = option.HelpName is { } name ? $" {Roff.Italic(name)}" : "";
            string more = option.Required ? " (required)" : option.HasDefaultValue && option.GetDefaultValue() is { } given ? $" [default: {given}]" : "";
            Entry(output, names + value, option.Description + more);
        }
    }

    private void WriteCommands(TextWriter output)
    {
        if (!Commands.Any())
        {
            return;
        }

        output.WriteLine(".SH COMMANDS");
        foreach (var sub in Commands)
        {
            Entry(output, Roff.Bold(sub.Name), $"{sub.Description}; see {Name}-{sub.Name}(1).");
        }
    }

    /// <summary>Lines that the help sets itself stay as they are set.</summary>
    private void WriteMore(TextWriter output)
    {
        if (HelpSection.Of(Command) is { Count: > 0 } lines)
        {
            output.WriteLine(".SH NOTES");
            Verbatim(output, lines);
        }
    }

    private void WriteExamples(TextWriter output)
    {
        output.WriteLine(".SH EXAMPLES");
        foreach (var (i, (line, meaning)) in Examples.Of(Command).Index())
        {
            if (i > 0)
            {
                output.WriteLine(".PP");   // the first paragraph of a section begins by itself
            }

            output.WriteLine($"{Roff.Escape(meaning)}:");
            output.WriteLine(".RS 4");
            Verbatim(output, [line]);
            output.WriteLine(".RE");
        }
    }

    private void WriteEnd(TextWriter output)
    {
        output.WriteLine(".SH \"EXIT STATUS\"");
        Entry(output, "0", "All was done.");
        Entry(output, "1", "The input or the work failed; one line on stderr says why and what to do.");
        Entry(output, "2", "The command line was wrong.");
        Entry(output, "3", "The work is done, and a gate that was asked for is missed.");
        Entry(output, "130", "Stopped by Ctrl-C (143: by SIGTERM).");
        output.WriteLine(".SH ENVIRONMENT");
        Entry(output, Roff.Bold("NO_COLOR"), "If it is set and not empty, nothing is coloured.");
        string[] others = [.. Words.SkipLast(1).Select((_, i) => string.Join('-', Words.Take(i + 1))), .. Commands.Select(sub => $"{Name}-{sub.Name}")];
        output.WriteLine(".SH \"SEE ALSO\"");
        output.WriteLine(string.Join(", ", others.Select(page => $"{Roff.Bold(page)}(1)")));
    }

    private static void Entry(TextWriter output, string head, string text)
    {
        output.WriteLine(".TP");
        output.WriteLine(head);
        output.WriteLine(Roff.Escape(text));
    }

    private static void Verbatim(TextWriter output, IEnumerable<string> lines)
    {
        output.WriteLine(".nf");
        foreach (string line in lines)
        {
            output.WriteLine(Roff.Escape(line));
        }

        output.WriteLine(".fi");
    }
}
