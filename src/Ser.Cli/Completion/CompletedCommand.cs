using System.CommandLine;

namespace Ser.Cli.Completion;

/// <summary>A command as a shell completes it.</summary>
/// <param name="Path">The words that lead to it, such as "ser crossval merge".</param>
/// <param name="Name">The last of them.</param>
/// <param name="Description">What it does, in one line.</param>
/// <param name="Options">Its options, without hidden ones.</param>
/// <param name="Commands">The commands under it, without hidden ones.</param>
/// <param name="Arguments">What it takes beside options; null for nothing.</param>
internal sealed record CompletedCommand(
    string Path, string Name, string Description, IReadOnlyList<CompletedOption> Options, IReadOnlyList<CompletedCommand> Commands,
    CompletedValue? Arguments)
{
    /// <summary>The command and all under it, each before its own.</summary>
    public IEnumerable<CompletedCommand> All => Commands.SelectMany(command => command.All).Prepend(this);

    /// <summary>Every spelling of every option that takes a value, here and below, behind the path of its command: "ser predict --model".</summary>
    public IEnumerable<(string Spelling, CompletedValue Value)> Valued => All.SelectMany(command => command.Options
        .Where(option => option.Value is not null)
        .SelectMany(option => option.Names.Select(name => ($"{command.Path} {name}", option.Value!))));

    /// <summary>The tree of the command line.</summary>
    public static CompletedCommand Of(RootCommand root) => Of(root, "ser", "ser");

    private static CompletedCommand Of(Command command, string path, string name) => new(
        path,
        name,
        command.Description ?? "",
        [.. command.Options.Where(option => !option.Hidden).Select(CompletedOption.Of)],
        [.. command.Subcommands.Where(sub => !sub.Hidden).Select(sub => Of(sub, $"{path} {sub.Name}", sub.Name))],
        CompletedValue.Of(command.Arguments));
}
