using Ser.Cli.Manual;

namespace Ser.Tests.Commands;

public sealed class ManualTests
{
    private static readonly ManualPage[] Pages = [.. ManualPage.All(CommandTree.Root, "1.2.3", new DateOnly(2026, 1, 31))];

    [Fact]
    public void Every_command_has_a_page() =>
        Assert.Equal(CommandTree.All.Select(entry => entry.Path.Replace(' ', '-')).Order(), Pages.Select(page => page.Name).Order());

    [Theory]
    [MemberData(nameof(CommandTree.Paths), MemberType = typeof(CommandTree))]
    public void Groff_sets_the_page_without_a_warning_and_nothing_is_lost(string path)
    {
        string text = string.Join('\n', Tool.Run("groff", ["-man", "-Tutf8", "-ww", "-rLL=400n", "-P-cbou"], Text(path)));
        string joined = string.Join(' ', text.Split(' ', '\n').Where(word => word.Length > 0));
        var command = CommandTree.At(path);
        Assert.DoesNotContain("warning:", text, StringComparison.Ordinal);
        Assert.All(
            command.Options.Where(option => !option.Hidden).Select(option => option.Description!).Append(command.Description!.TrimEnd('.')),
            description => Assert.Contains(description, joined, StringComparison.Ordinal));
        Assert.All(command.Options.Where(option => !option.Hidden), option => Assert.Contains(option.Name, joined, StringComparison.Ordinal));
        Assert.All(Cli.Commands.Examples.Of(command), example => Assert.Contains(string.Join(' ', example.Line.Split(' ')), joined, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CommandTree.Paths), MemberType = typeof(CommandTree))]
    public void Mandoc_finds_nothing_to_say(string path) => Assert.Empty(Tool.Run("mandoc", ["-Tlint", "-Wwarning"], Text(path)));

    [Theory]
    [InlineData("a-b", "a\\-b")]
    [InlineData(".TH", "\\&.TH")]
    [InlineData("'quoted'", "\\(aqquoted\\(aq")]
    [InlineData("C:\\x ~ ^ `", "C:\\ex \\(ti \\(ha \\(ga")]
    [InlineData("−60 dB", "\\[u2212]60 dB")]
    [InlineData("", "")]
    public void Text_cannot_be_taken_for_a_request(string text, string escaped) => Assert.Equal(escaped, Roff.Escape(text));

    private static string Text(string path)
    {
        using var text = new StringWriter { NewLine = "\n" };
        Pages.Single(page => page.Name == path.Replace(' ', '-')).Write(text);
        return text.ToString();
    }
}
