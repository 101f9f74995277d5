using System.CommandLine;
using Ser.Cli.Completion;

namespace Ser.Cli.Commands;

/// <summary><c>ser completions</c>: a script by which a shell completes commands, options and their values.</summary>
internal static class CompletionsCommand
{
    private static readonly Dictionary<string, Action<CompletedCommand, TextWriter>> Shells = new(StringComparer.Ordinal)
    {
        ["bash"] = BashCompletion.Write,
        ["zsh"] = ZshCompletion.Write,
        ["fish"] = FishCompletion.Write,
        ["pwsh"] = PwshCompletion.Write,
    };

    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        string names = string.Join(", ", Shells.Keys);
        var shell = new Argument<string>("shell") { Description = names, HelpName = "shell" };
        shell.CompletionSources.Add([.. Shells.Keys]);
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Shells.ContainsKey(token.Value))
            {
                result.AddError($"'{token.Value}' is no shell that is known here; give one of {names}");
            }
        });
        var command = new Command("completions", "Write a script that lets a shell complete commands, options, values and files") { shell };
        Examples.Add(
            command,
            ("ser completions bash > ~/.local/share/bash-completion/completions/ser", "for every new bash"),
            ("ser completions zsh > ~/.zfunc/_ser", "for zsh, with ~/.zfunc in fpath before compinit"),
            ("ser completions fish > ~/.config/fish/completions/ser.fish", "for fish"),
            ("ser completions pwsh | Out-String | Invoke-Expression", "a line for the profile of PowerShell"));
        command.SetAction(parsed =>
        {
            Shells[parsed.GetRequiredValue(shell)](CompletedCommand.Of(AllCommands.Build(output, signals)), output.Results);
            return ExitCode.Done;
        });
        return command;
    }
}
