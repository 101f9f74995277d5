using System.CommandLine;
using Ser.Cli;
using Ser.Cli.Commands;

namespace Ser.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [MemberData(nameof(CommandTree.Paths), MemberType = typeof(CommandTree))]
    public void Every_command_says_what_it_does_and_so_do_its_options_and_arguments(string path)
    {
        var command = CommandTree.At(path);
        Assert.False(string.IsNullOrWhiteSpace(command.Description));
        Assert.All(command.Options.Where(option => !option.Hidden), option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
        Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), argument.Name));
    }

    [Theory]
    [MemberData(nameof(CommandTree.Paths), MemberType = typeof(CommandTree))]
    public void Every_command_has_examples_that_can_be_typed(string path)
    {
        var examples = Examples.Of(CommandTree.At(path));
        Assert.InRange(examples.Count, 2, 6);
        Assert.All(examples, example =>
        {
            Assert.False(string.IsNullOrWhiteSpace(example.Meaning));
            var line = ExampleLine.Parse(example.Line);
            Assert.True(
                line.Pipeline.Any(words => path == "ser" ? words[0] == "ser" : string.Join(' ', words).StartsWith(path, StringComparison.Ordinal)),
                $"'{example.Line}' is no example of {path}");
            Assert.All(line.Pipeline.Where(words => words[0] == "ser"), words =>
            {
                var parsed = CommandTree.Root.Parse(words.Skip(1).ToArray());
                Assert.Null(UsageFault.Of(parsed));
                Assert.NotNull(parsed.Action);
            });
        });
    }

    [Theory]
    [MemberData(nameof(CommandTree.Paths), MemberType = typeof(CommandTree))]
    public void Help_shows_values_as_they_are_typed(string path)
    {
        using var help = new StringWriter();
        int code = CommandTree.Root.Parse([.. path.Split(' ').Skip(1), "--help"]).Invoke(new InvocationConfiguration { Output = help });
        Assert.Equal(0, code);
        Assert.Contains("Examples:", help.ToString(), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\[default: [A-Z]", help.ToString());
        Assert.DoesNotMatch(@"(?m)^  -.*  [A-Z][a-z]+ [a-z]", help.ToString());   // descriptions of options begin small, those of the framework too
    }

    [Theory]
    [InlineData("ser train 'a b' -o x | head -n 1", "ser train a b -o x", "head -n 1")]
    [InlineData("ser info *.wav --json | jq 'select(.x > 0) | .file'", "ser info *.wav --json", "jq select(.x > 0) | .file")]
    [InlineData("ser predict --raw s16le:16000:1 - < sound > verdicts", "ser predict --raw s16le:16000:1 -")]
    [InlineData("ser augment a -c \"noise(snr=5..40) pitch\"", "ser augment a -c noise(snr=5..40) pitch")]
    public void Examples_are_taken_apart_as_a_shell_does(string line, params string[] pipeline) =>
        Assert.Equal(pipeline, ExampleLine.Parse(line).Pipeline.Select(words => string.Join(' ', words)));
}
