using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ser.Cli;

/// <summary>What is wrong with a command line.</summary>
internal static class UsageFault
{
    /// <summary>The first fault in one line without a full stop; null where there is none.</summary>
    public static string? Of(ParseResult parsed)
    {
        if (parsed.Action is { ClearsParseErrors: true })
        {
            return null;   // --help and --version want nothing else
        }

        return Empty(parsed)
            ?? (parsed.CommandResult.Command is RootCommand root ? NoCommand(root, parsed.UnmatchedTokens) : UnknownOption(parsed))
            ?? (parsed.Errors is [var first, ..] ? first.Message.TrimEnd('.') : null);
    }

    /// <summary>A script's variable that is not set arrives as an empty text, which is no name of anything.</summary>
    private static string? Empty(ParseResult parsed) =>
        parsed.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)) ? "an argument is empty" : null;

    /// <summary>A misspelt option would otherwise be taken for a file; names that begin with a dash can follow after --.</summary>
    private static string? UnknownOption(ParseResult parsed) =>
        parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
            ? null
            : parsed.CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(argument => argument.Tokens)
                .Select(token => token.Value)
                .FirstOrDefault(IsOption) is { } option ? NoOption(option) : null;

    private static string NoCommand(RootCommand root, IReadOnlyList<string> words)
    {
        string commands = string.Join(", ", root.Subcommands.Select(command => command.Name));
        return words switch
        {
            [] => $"give a command: {commands}",
            [var option, ..] when IsOption(option) => NoOption(option),
            [var command, ..] => $"there is no command '{command}'; give one of {commands}",
        };
    }

    private static bool IsOption(string text) => text.Length > 1 && text[0] == '-';

    private static string NoOption(string option) => $"there is no option '{option}'";
}
