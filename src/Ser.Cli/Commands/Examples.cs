using System.CommandLine;
using System.Runtime.CompilerServices;

namespace Ser.Cli.Commands;

/// <summary>Examples at the end of a command's help.</summary>
internal static class Examples
{
    private static readonly ConditionalWeakTable<Command, (string Line, string Meaning)[]> OfCommands = [];

    /// <summary>Adds examples to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="examples">What to type, and what it does.</param>
    public static void Add(Command command, params (string Line, string Meaning)[] examples) => OfCommands.Add(command, examples);

    /// <summary>The examples of a command; none where it has none.</summary>
    public static IReadOnlyList<(string Line, string Meaning)> Of(Command command) => OfCommands.TryGetValue(command, out var examples) ? examples : [];
}
