namespace Ser.Cli.Completion;

/// <summary>Writes a script that completes for bash, version 3.2 and later.</summary>
/// <remarks>
/// Everything stands in the script: no process is started when Tab is pressed. Where nothing is offered, readline falls back on the
/// names of files, which it quotes and expands better than a script does.
/// </remarks>
internal static class BashCompletion
{
    /// <summary>Writes the script.</summary>
    public static void Write(CompletedCommand root, TextWriter output)
    {
        output.WriteLine("""
            # Completion of ser for bash. Made by 'ser completions bash'.
            _ser() {
              local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at=ser word i IFS=$' \t\n'
              # Readline makes words of their own of '=' and what stands before it.
              if [[ $cur == = ]]; then cur=
              elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}
              fi
              for ((i = 1; i < COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if [[ $word == -- ]]; then return; fi   # only names of files can follow
                case "$at $word" in
            """);
        output.WriteLine($"      {Patterns(root.All.Skip(1).Select(command => command.Path))}) at=\"$at $word\" ;;");
        output.WriteLine("""
                esac
              done
              case "$at $prev" in
            """);
        foreach (var group in root.Valued.GroupBy(option => Action(option.Value)))
        {
            output.WriteLine($"    {Patterns(group.Select(option => option.Spelling))})");
            output.WriteLine($"      {group.Key} ;;");
        }

        output.WriteLine("""
              esac
              case "$at" in
            """);
        foreach (var command in root.All)
        {
            output.WriteLine($"    {Quoted(command.Path)})");
            output.WriteLine($"      if [[ $cur == -* ]]; then _ser_words {Quoted(Join(command.Options.SelectMany(option => option.Names)))}");
            output.WriteLine($"      {Rest(command)}");
            output.WriteLine("      fi ;;");
        }

        output.WriteLine("""
              esac
            }
            _ser_words() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
            _ser_list() { local before=${cur%"${cur##*,}"}; COMPREPLY=($(compgen -P "$before" -W "$1" -- "${cur##*,}")); compopt -o nospace 2> /dev/null; }
            _ser_folders() { compopt -o filenames 2> /dev/null; local IFS=$'\n'; COMPREPLY=($(compgen -d -- "$cur")); }
            _ser_both() { compopt -o filenames 2> /dev/null; local IFS=$'\n'; COMPREPLY=($(IFS=$' \n'; compgen -W "$1" -- "$cur") $(compgen -f -- "$cur")); }
            _ser_none() { compopt +o default 2> /dev/null; }
            complete -o default -F _ser ser
            """);
    }

    private static string Action(CompletedValue value) => value.Kind switch
    {
        ValueKind.Word => $"_ser_words {Quoted(Join(value.Words))}; return",
        ValueKind.List => $"_ser_list {Quoted(Join(value.Words))}; return",
        ValueKind.Folder => "_ser_folders; return",
        ValueKind.File => "return",
        _ => "_ser_none; return",
    };

    /// <summary>What is offered where neither an option nor its value stands.</summary>
    private static string Rest(CompletedCommand command)
    {
        string[] words = [.. command.Commands.Select(sub => sub.Name), .. command.Arguments?.Words ?? []];
        bool files = command.Arguments is { Kind: ValueKind.File };
        return (words, files) switch
        {
            ([], true) => "",
            ([], false) => "else _ser_none",
            (_, true) => $"else _ser_both {Quoted(Join(words))}",
            (_, false) => $"else _ser_words {Quoted(Join(words))}; _ser_none",
        };
    }

    private static string Patterns(IEnumerable<string> texts) => string.Join("|", texts.Select(Quoted));

    private static string Join(IEnumerable<string> words) => string.Join(' ', words);

    /// <summary>No name on the command line holds an apostrophe.</summary>
    private static string Quoted(string text) => $"'{text}'";
}
