namespace Ser.Cli.Completion;

/// <summary>Writes a script that completes for PowerShell 5.1 and later.</summary>
/// <remarks>
/// Everything stands in the script: no process is started when Tab is pressed. Where nothing is offered, PowerShell falls back on the
/// names of files.
/// </remarks>
internal static class PwshCompletion
{
    /// <summary>Writes the script.</summary>
    public static void Write(CompletedCommand root, TextWriter output)
    {
        output.WriteLine("""
            # Completion of ser for PowerShell. Made by 'ser completions pwsh'.
            Register-ArgumentCompleter -Native -CommandName ser -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                $commands = @{
            """);
        foreach (var command in root.All)
        {
            var words = command.Commands.Select(sub => (sub.Name, sub.Description))
                .Concat((command.Arguments?.Words ?? []).Select(word => (word, word)));
            output.WriteLine($"        {Quoted(command.Path)} = @({Pairs(words)})");
        }

        output.WriteLine("    }\n    $options = @{");
        foreach (var command in root.All)
        {
            var options = command.Options.SelectMany(option => option.Names.Select(name => (name, option.Description)));
            output.WriteLine($"        {Quoted(command.Path)} = @({Pairs(options)})");
        }

        output.WriteLine("    }\n    $values = @{");
        foreach (var command in root.All)
        {
            foreach (var option in command.Options.Where(option => option.Value is not null))
            {
                string words = string.Join(", ", option.Value!.Words.Select(Quoted));
                foreach (string name in option.Names)
                {
                    output.WriteLine($"        {Quoted($"{command.Path} {name}")} = @({words})");
                }
            }
        }

        output.WriteLine("""
                }
                $at = 'ser'
                $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
                foreach ($word in ($words | Select-Object -Skip 1)) {
                    if ($word -eq '--') { return }
                    if ($commands.ContainsKey("$at $word")) { $at = "$at $word" }
                }
                $before = ''
                $previous = $words[-1]
                $typed = "$wordToComplete"
                if ($typed -match '^(--[^=]+)=(.*)$') {
                    $before = "$($Matches[1])="
                    $previous = $Matches[1]
                    $typed = $Matches[2]
                }
                if ($values.ContainsKey("$at $previous")) {
                    if ($typed -match '^(.*,)([^,]*)$') {
                        $before += $Matches[1]
                        $typed = $Matches[2]
                    }
                    $found = $values["$at $previous"] | ForEach-Object { , @($_, $_) }
                } elseif ($typed.StartsWith('-')) {
                    $found = $options[$at]
                } else {
                    $found = $commands[$at]
                }
                $found | Where-Object { $_ -and $_[0].StartsWith($typed) } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new("$before$($_[0])", $_[0], 'ParameterValue', $_[1])
                }
            }
            """);
    }

    /// <summary>Names and meanings; the comma before a single pair keeps PowerShell from unrolling it.</summary>
    private static string Pairs(IEnumerable<(string Name, string Meaning)> entries)
    {
        string[] pairs = [.. entries.Select(entry => $"@({Quoted(entry.Name)}, {Quoted(entry.Meaning)})")];
        return pairs.Length == 1 ? $", {pairs[0]}" : string.Join(", ", pairs);
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
