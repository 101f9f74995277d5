namespace Ser.Cli.Completion;

/// <summary>Writes a script that completes for fish, with what each command and option does beside it.</summary>
/// <remarks>Everything stands in the script: no process is started when Tab is pressed.</remarks>
internal static class FishCompletion
{
    /// <summary>Writes the script.</summary>
    public static void Write(CompletedCommand root, TextWriter output)
    {
        output.WriteLine("""
            # Completion of ser for fish. Made by 'ser completions fish'.
            function __ser_at
                set -l at ser
                set -l words (commandline -opc)
                for word in $words[2..-1]
                    switch "$at $word"
            """);
        output.WriteLine($"            case {string.Join(' ', root.All.Skip(1).Select(command => Quoted(command.Path)))}");
        output.WriteLine("""
                            set at "$at $word"
                    end
                end
                test "$at" = "$argv"
            end
            function __ser_list
                set -l before (string replace -r '[^,]*$' '' -- (commandline -ct | string replace -r '^--[^=]*=' ''))
                for word in $argv
                    echo $before$word
                end
            end
            complete -c ser -e
            complete -c ser -f
            """);
        foreach (var command in root.All)
        {
            string here = $"complete -c ser -n {Quoted($"__ser_at {command.Path}")}";
            foreach (var sub in command.Commands)
            {
                output.WriteLine($"{here} -a {Quoted(sub.Name)} -d {Quoted(sub.Description)}");
            }

            if (command.Arguments is { } arguments)
            {
                output.WriteLine(arguments.Kind == ValueKind.Word ? $"{here} -a {Quoted(string.Join(' ', arguments.Words))}" : $"{here} -F");
            }

            foreach (var option in command.Options)
            {
                output.WriteLine($"{here} {string.Join(' ', option.Names.Select(Spelling))}{Value(option.Value)} -d {Quoted(option.Description)}");
            }
        }
    }

    private static string Spelling(string name) => name.StartsWith("--", StringComparison.Ordinal) ? $"-l {name[2..]}" : $"-s {Quoted(name[1..])}";

    private static string Value(CompletedValue? value) => value?.Kind switch
    {
        null => "",
        ValueKind.Word => $" -x -a {Quoted(string.Join(' ', value.Words))}",
        ValueKind.List => $" -x -a {Quoted($"(__ser_list {string.Join(' ', value.Words)})")}",
        ValueKind.Folder => " -x -a '(__fish_complete_directories)'",
        ValueKind.File => " -r -F",
        _ => " -x",
    };

    private static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
