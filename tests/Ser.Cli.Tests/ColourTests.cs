using System.Text.RegularExpressions;

namespace Ser.Tests.Cli;

/// <summary>What the program colours on a terminal, and that NO_COLOR (no-color.org) is obeyed.</summary>
public sealed partial class ColourTests(TrainedModel trained)
{
    [Theory]
    [InlineData("", true)]
    [InlineData("1", false)]
    public void The_bars_of_a_training_are_coloured_unless_NO_COLOR_is_set(string noColor, bool coloured)
    {
        using var folder = new TemporaryFolder();
        string shown = OnTerminal(noColor, TrainedModel.Training(folder["run"], seed: 1, threads: 2));
        Assert.Contains("epoch", shown, StringComparison.Ordinal);
        Assert.Equal(coloured, Colour().IsMatch(shown));
    }

    [Fact]
    public void Nothing_else_is_coloured_with_NO_COLOR()
    {
        string clip = Path.Combine(TrainedModel.Demo, trained.Predictions.Rows[0][0]);
        foreach (string[] command in new string[][]
        {
            ["--help"], ["predict", "--help"], ["predict", "--model", trained.Model, clip], ["info", clip], ["inspect", trained.TestSpeakerFolder],
            ["evaluate", trained.Model, trained.TestSpeakerFolder], ["datasets"],
        })
        {
            string shown = OnTerminal("1", command);
            Assert.NotEmpty(shown);
            Assert.DoesNotMatch(Colour(), shown);
        }
    }

    [Fact]
    public void A_search_has_a_bar_with_the_trial_and_its_scores_stay_above_it()
    {
        using var folder = new TemporaryFolder();
        string shown = OnTerminal("1", ["tune", TrainedModel.Demo, "-o", folder["run"], "--trials", "2", "--folds", "2", "--epochs", "1", "--labels", "angry,sad"]);
        Assert.Contains("trial 2, rung 1 of 3", shown, StringComparison.Ordinal);
        Assert.Matches(@"trial [12], rung 3 of 3: UAR [01]\.\d{3} after", shown);
        Assert.Contains(" left", shown, StringComparison.Ordinal);
        Assert.DoesNotMatch(Colour(), shown);
    }

    /// <summary>What a terminal is sent, which script(1) stands for.</summary>
    private static string OnTerminal(string noColor, string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "only the script of Linux takes a command and its exit code");
        string line = string.Join(' ', arguments.Prepend(SerProcess.Program).Select(word => $"'{word}'"));
        var environment = new Dictionary<string, string> { ["TERM"] = "xterm-256color" };
        if (noColor.Length > 0)
        {
            environment["NO_COLOR"] = noColor;
        }

        return SerProcess.Run("/usr/bin/script", ["-qec", line, "/dev/null"], environment: environment).Succeeded().Out;
    }

    /// <summary>ECMA-48, SGR: 30 to 38 and 90 to 97 colour the text, 40 to 48 and 100 to 107 what is behind it.</summary>
    [GeneratedRegex(@"\x1b\[(\d+;)*(3[0-8]|4[0-8]|9[0-7]|10[0-7])(;\d+)*m")]
    private static partial Regex Colour();
}
