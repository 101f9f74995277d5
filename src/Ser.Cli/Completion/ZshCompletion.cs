namespace Ser.Cli.Completion;

/// <summary>Writes a script that completes for zsh, with what each command and option does beside it.</summary>
/// <remarks>Everything stands in the script: no process is started when Tab is pressed.</remarks>
internal static class ZshCompletion
{
    /// <summary>Writes the script.</summary>
    public static void Write(CompletedCommand root, TextWriter output)
    {
        output.WriteLine("""
            #compdef ser
            # Completion of ser for zsh. Made by 'ser completions zsh'.
            _ser() {
              local at=ser prev=$words[CURRENT-1] word
              local -a commands options
              integer i
              for ((i = 2; i < CURRENT; i++)); do
                word=$words[i]
                if [[ $word == -- ]]; then _files; return; fi
                case "$at $word" in
            """);
        output.WriteLine($"      ({Patterns(root.All.Skip(1).Select(command => command.Path))}) at=\"$at $word\" ;;");
        output.WriteLine("""
                esac
              done
              if [[ $PREFIX == --*=* ]]; then prev=${PREFIX%%=*}; compset -P '*='; fi
              case "$at $prev" in
            """);
        foreach (var group in root.Valued.GroupBy(option => Action(option.Value)))
        {
            output.WriteLine($"    ({Patterns(group.Select(option => option.Spelling))})");
            output.WriteLine($"      {group.Key}; return ;;");
        }

        output.WriteLine("""
              esac
              case "$at" in
            """);
        foreach (var command in root.All)
        {
            output.WriteLine($"    ({Quoted(command.Path)})");
            output.WriteLine($"      commands=({Described(command.Commands.Select(sub => (sub.Name, sub.Description)))})");
            output.WriteLine($"      options=({Described(command.Options.SelectMany(option => option.Names.Select(name => (name, option.Description))))})");
            output.WriteLine("      if [[ $PREFIX == -* ]]; then _describe -o option options; return; fi");
            output.WriteLine("      (( $#commands )) && _describe command commands");
            output.WriteLine($"      {(command.Arguments is { } value ? Action(value) : "return 0")} ;;");
        }

        output.WriteLine("""
              esac
            }
            if [[ $funcstack[1] == _ser ]]; then _ser "$@"; else compdef _ser ser; fi
            """);
    }

    private static string Action(CompletedValue value) => value.Kind switch
    {
        ValueKind.Word => $"compadd -- {string.Join(' ', value.Words.Select(Quoted))}",
        ValueKind.List => $"_sequence compadd - {string.Join(' ', value.Words.Select(Quoted))}",
        ValueKind.Folder => "_files -/",
        ValueKind.File => "_files",
        _ => "_message value",
    };

    /// <summary>Pairs as _describe takes them: a colon parts name and meaning, and stands escaped within the name.</summary>
    private static string Described(IEnumerable<(string Name, string Meaning)> entries) =>
        string.Join(' ', entries.Select(entry => Quoted($"{entry.Name.Replace(":", "\\:", StringComparison.Ordinal)}:{entry.Meaning}")));

    private static string Patterns(IEnumerable<string> texts) => string.Join("|", texts.Select(Quoted));

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
