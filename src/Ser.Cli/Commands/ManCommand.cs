using System.CommandLine;
using System.Globalization;
using Ser.Cli.Manual;
using Ser.Core;

namespace Ser.Cli.Commands;

/// <summary><c>ser man</c>: the manual, made from the help of all commands.</summary>
internal static class ManCommand
{
    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var words = new Argument<string[]>("command") { Description = "whose page, such as crossval merge; the program's own if not given", Arity = ArgumentArity.ZeroOrMore, HelpName = "command" };
        var target = new Option<string?>("--output", "-o") { Description = "write the pages of all commands to this folder", HelpName = "folder" };
        var command = new Command("man", "Write manual pages, for man(1), from the help of the commands") { words, target };
        Examples.Add(
            command,
            ("ser man predict | man -l -", "read the page of a command"),
            ("ser man --output ~/.local/share/man/man1", "install them all; then 'man ser-predict'"));
        words.CompletionSources.Add(_ => AllCommands.Build(output, signals).Subcommands.Select(sub => sub.Name));
        command.Validators.Add(result =>
        {
            if (result.GetResult(target) is not null && result.GetResult(words) is { Tokens.Count: > 0 })
            {
                result.AddError("--output writes the pages of all commands; leave out the command");
            }
        });
        command.SetAction(parsed =>
        {
            ManualPage[] pages = [.. ManualPage.All(AllCommands.Build(output, signals), Version, Date)];
            if (parsed.GetValue(target) is { } folder)
            {
                WriteAll(pages, folder, output);
                return ExitCode.Done;
            }

            string[] path = parsed.GetValue(words) ?? [];
            var page = pages.FirstOrDefault(page => page.Words.Skip(1).SequenceEqual(path, StringComparer.Ordinal))
                ?? throw new UserError($"there is no command '{string.Join(' ', path)}'; 'ser --help' lists them");
            page.Write(output.Results);
            return ExitCode.Done;
        });
        return command;
    }

    private static string Version => typeof(ManCommand).Assembly.GetName().Version!.ToString(3);

    /// <summary>The day at which this program was built, so that its pages are the same whenever they are written.</summary>
    private static DateOnly Date =>
        uint.TryParse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), NumberStyles.None, CultureInfo.InvariantCulture, out uint seconds)
            ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime)
            : DateOnly.FromDateTime(File.GetLastWriteTimeUtc(Path.Combine(AppContext.BaseDirectory, "ser.dll")));

    private static void WriteAll(ManualPage[] pages, string folder, ProgramOutput output)
    {
        AtomicFile.PrepareFolder(folder);
        foreach (var page in pages)
        {
            using var text = new StringWriter { NewLine = "\n" };
            page.Write(text);
            AtomicFile.WriteText(Path.Combine(folder, page.FileName), text.ToString());
        }

        output.Remark($"{Counted.Of(pages.Length, "page")} written to {folder}");
    }
}
