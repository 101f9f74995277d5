using System.CommandLine.Parsing;

namespace Ser.Cli;

/// <summary>How a command is spelt on the command line.</summary>
internal static class CommandNames
{
    /// <summary>The names from the program down to this command: ser, train.</summary>
    public static IEnumerable<string> Names(this CommandResult command) =>
        command.Parent is CommandResult parent ? parent.Names().Append(command.Command.Name) : ["ser"];
}
