using System.CommandLine;
using System.Runtime.CompilerServices;

namespace Ser.Cli.Commands;

/// <summary>More lines at the end of a command's help.</summary>
internal static class HelpSection
{
    private static readonly ConditionalWeakTable<Command, IEnumerable<string>> OfCommands = [];

    /// <summary>Adds lines after everything that the help holds already.</summary>
    public static void Add(Command command, IEnumerable<string> lines) => OfCommands.Add(command, lines);

    /// <summary>The lines that were added to a command's help; none where there are none.</summary>
    public static IReadOnlyList<string> Of(Command command) => OfCommands.TryGetValue(command, out var lines) ? [.. lines] : [];
}
