using System.Xml.Linq;

namespace Ser.Tests.Cli;

public sealed class HelpTests
{
    [Theory]
    [InlineData]
    [InlineData("train")]
    [InlineData("crossval")]
    [InlineData("crossval", "merge")]
    [InlineData("tune")]
    [InlineData("evaluate")]
    [InlineData("predict")]
    [InlineData("extract")]
    [InlineData("convert")]
    [InlineData("extract", "merge")]
    [InlineData("export")]
    [InlineData("info")]
    [InlineData("resample")]
    [InlineData("datasets")]
    [InlineData("datasets", "fetch")]
    public void Help_ends_with_examples(params string[] command)
    {
        var help = SerProcess.Run([.. command, "--help"]).Succeeded();
        Assert.Empty(help.Error);
        string[] examples = help.OutLines[(Array.IndexOf(help.OutLines, "Examples:") + 1)..];
        Assert.InRange(examples.Length, 2, 6);
        Assert.All(examples, line => Assert.StartsWith($"  ser {string.Join(' ', command)}", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_is_given_however_wrong_the_rest_of_the_line_is() =>
        Assert.Contains("Examples:", SerProcess.Run("train", "--epochs", "x", "--help").Succeeded().Out, StringComparison.Ordinal);

    [Fact]
    public void The_version_is_that_of_the_build()
    {
        var properties = XDocument.Load(Path.Combine(TestData.Repository, "Directory.Build.props"));
        Assert.Equal(properties.Descendants("Version").Single().Value + "\n", SerProcess.Run("--version").Succeeded().Out);
    }
}
