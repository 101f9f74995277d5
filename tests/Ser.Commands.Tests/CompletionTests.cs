using Ser.Cli.Completion;

namespace Ser.Tests.Commands;

/// <summary>The scripts at work in their shells; a shell that is not installed skips its tests.</summary>
public sealed class CompletionTests
{
    private static readonly CompletedCommand Tree = CompletedCommand.Of(CommandTree.Root);

    /// <summary>What stands on the line, the word under the cursor last; what has to be offered, and what must not be.</summary>
    public static TheoryData<string, string, string> Lines => new()
    {
        { "tr", "train", "predict" },
        { "", "train predict completions man", "--help" },
        { "predict --", "--model --jobs --json --help", "--method train" },
        { "predict --mo", "--model", "--json" },
        { "crossval --protocol ", "folds loso emobox fixed", "Folds train" },
        { "crossval -p lo", "loso", "folds" },
        { "crossval merge --o", "--output", "--protocol" },
        { "train --balance smote-", "smote-tomek smote-enn", "smote adasyn" },
        { "train --", "--config --extra --init --learning-rate --weight-decay --label-smoothing", "--protocol" },
        { "crossval --", "--config --extra --init --protocol", "--test --allow-leaks" },
        { "train --ravdess-channel ", "speech song all", "Speech" },
        { "train folder --balance weights --spl", "--split", "--balance" },
        { "resample --method ad", "adasyn", "smote" },
        { "extract --features mfcc,zc", "mfcc,zcr", "mel mfcc,rms" },
        { "datasets fetch emo", "emodb", "ravdess" },
        { "completions ", "bash zsh fish pwsh", "train" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Bash_offers_what_fits(string line, string offered, string not) => Check(Bash(line), offered, not);

    [Theory]
    [MemberData(nameof(Lines))]
    public void Zsh_offers_what_fits(string line, string offered, string not) => Check(Zsh(line), offered, not);

    /// <summary>The line is edited in a terminal here, as a person does it.</summary>
    [Fact]
    public void Zsh_completes_a_line_that_is_typed()
    {
        string file = Path.Combine(Path.GetTempPath(), $"ser-completion-{Guid.NewGuid():N}.zsh");
        File.WriteAllText(file, Script(ZshCompletion.Write));
        try
        {
            string[] found = Tool.Run("zsh", ["-f", "-s", file], """
                zmodload zsh/zpty
                zpty edited "TERM=dumb zsh -f -i"
                zpty -w edited "unsetopt zle_bracketed_paste; PS1='> '; autoload -Uz compinit; compinit -u -D; source '$1'"
                for line in "ser tra" "ser predict --mo" "ser crossval mer" "ser completions z" "ser train --balance=ad" "ser extract -f mfcc,zc"; do
                  zpty -w -n edited "$line"$'\t\x01'"print -r -- 'FOU''ND': "$'\n'
                done
                zpty -w edited "print EN''D"
                zpty -r edited all '*END*'
                print -r -- "$all"
                exit 0

                """);
            Assert.Equal(
                ["ser train", "ser predict --model", "ser crossval merge", "ser completions zsh", "ser train --balance=adasyn", "ser extract -f mfcc,zcr"],
                found.Select(line => line.Trim()).Where(line => line.StartsWith("FOUND: ", StringComparison.Ordinal)).Select(line => line[7..]));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Fish_offers_what_fits(string line, string offered, string not) =>
        Check([.. Tool.Run("fish", ["--no-config", "-c", $"{Script(FishCompletion.Write)}\ncomplete -C 'ser {line}'"], "").Select(found => found.Split('\t')[0])], offered, not);

    [Fact]
    public void PowerShell_offers_what_fits()
    {
        const string Mark = "----";
        var script = new System.Text.StringBuilder(Script(PwshCompletion.Write)).Append('\n');
        foreach (var row in Lines)
        {
            string line = $"ser {row.Data.Item1}";
            script.Append($"(TabExpansion2 -inputScript '{line}' -cursorColumn {line.Length}).CompletionMatches.CompletionText\n'{Mark}'\n");
        }

        string file = Path.Combine(Path.GetTempPath(), $"ser-completion-{Guid.NewGuid():N}.ps1");
        File.WriteAllText(file, script.ToString());
        try
        {
            string[] found = Tool.Run("pwsh", ["-NoProfile", "-NonInteractive", "-File", file], "");
            foreach (var row in Lines)
            {
                Check([.. found.TakeWhile(text => text != Mark)], row.Data.Item2, row.Data.Item3);
                found = [.. found.SkipWhile(text => text != Mark).Skip(1)];
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Bash_understands_a_value_after_an_equals_sign() => Check(Bash("train --balance = ad"), "adasyn", "smote");

    [Fact]
    public void Bash_leaves_files_to_readline_and_offers_folders_where_a_folder_is_wanted()
    {
        Assert.Empty(Bash("predict --model "));
        Assert.Empty(Bash("train -- --o"));
        string root = Directory.CreateTempSubdirectory("ser-completion").FullName, inside = Directory.CreateDirectory(Path.Combine(root, "inside")).FullName;
        try
        {
            Assert.Equal([inside], Bash($"train --output {root}/"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void The_scripts_know_every_command_and_option()
    {
        string[] scripts = [Script(BashCompletion.Write), Script(ZshCompletion.Write), Script(FishCompletion.Write), Script(PwshCompletion.Write)];
        foreach (var (path, command) in CommandTree.All)
        {
            Assert.All(scripts, script => Assert.Contains(path, script, StringComparison.Ordinal));
            Assert.All(
                command.Options.Where(option => !option.Hidden),
                option => Assert.All(scripts, script => Assert.Contains(option.Name.TrimStart('-'), script, StringComparison.Ordinal)));
        }
    }

    private static string[] Bash(string line) => Tool.Run(
        "bash",
        ["--norc", "-s", "--", "ser", .. line.Split(' ')],
        $$"""
        {{Script(BashCompletion.Write)}}
        complete -p ser > /dev/null || exit 1
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _ser
        for found in "${COMPREPLY[@]}"; do printf '%s\n' "$found"; done
        exit 0
        """);

    /// <summary>Outside of a line that is edited, zsh has no builtins that complete: these stand for them and print what they are given.</summary>
    private static string[] Zsh(string line) => Tool.Run(
        "zsh",
        ["-f", "-s", "ser", .. line.Split(' ')],
        $$"""
        offer() { for found; do [[ $found == $PREFIX* ]] && print -r -- "$before$found"; done; return 0 }
        compdef() { [[ $2 == ser ]] || exit 1 }
        compadd() { shift; offer "$@" }
        _sequence() { before=${PREFIX%"${PREFIX##*,}"}; PREFIX=${PREFIX##*,}; shift 2; offer "$@" }
        _describe() { local -a pairs; pairs=("${(@P)@[-1]}"); offer "${(@)pairs%%:*}" }
        _files() { return 0 }
        _message() { return 0 }
        {{Script(ZshCompletion.Write)}}
        words=("$@"); CURRENT=$#; PREFIX=${@[-1]}; before=
        _ser
        exit 0
        """);

    private static string Script(Action<CompletedCommand, TextWriter> write)
    {
        using var script = new StringWriter { NewLine = "\n" };
        write(Tree, script);
        return script.ToString();
    }

    private static void Check(string[] found, string offered, string not)
    {
        Assert.All(offered.Split(' '), word => Assert.Contains(word, found));
        Assert.All(not.Split(' '), word => Assert.DoesNotContain(word, found));
        Assert.Equal(found.Distinct(), found);
    }
}
