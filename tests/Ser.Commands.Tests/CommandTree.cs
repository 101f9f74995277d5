using System.CommandLine;
using Ser.Cli;
using Ser.Cli.Commands;

namespace Ser.Tests.Commands;

/// <summary>All commands of the program, as they are when it starts.</summary>
internal static class CommandTree
{
    /// <summary>The program itself.</summary>
    public static RootCommand Root { get; } = Build();

    /// <summary>Every command with the words that lead to it, hidden ones left out.</summary>
    public static IEnumerable<(string Path, Command Command)> All => Under("ser", Root);

    /// <summary>The words that lead to each command.</summary>
    public static TheoryData<string> Paths => [.. All.Select(entry => entry.Path)];

    /// <summary>The command at the end of some words.</summary>
    public static Command At(string path) => All.Single(entry => entry.Path == path).Command;

    private static RootCommand Build()
    {
        using var signals = new StopSignals();   // nothing is run that would listen
        return AllCommands.Build(new ProgramOutput(() => TextWriter.Null, () => TextWriter.Null), signals);
    }

    private static IEnumerable<(string Path, Command Command)> Under(string path, Command command) =>
        command.Subcommands.Where(sub => !sub.Hidden).SelectMany(sub => Under($"{path} {sub.Name}", sub)).Prepend((path, command));
}
