namespace Ser.Tests.Cli;

/// <summary>The script <c>ser</c> at the top of the repository.</summary>
public sealed class LauncherTests(TrainedModel trained)
{
    [Fact]
    public void It_runs_through_a_link_in_another_folder_and_keeps_spaces_in_names()
    {
        RequireBash();
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["ser"], SerProcess.Launcher);
        folder.Write("a  clip.wav", Wav.Tone(1));
        var run = SerProcess.Run(folder["ser"], ["predict", "--model", trained.Model, "a  clip.wav"], folder.Path).Succeeded();
        Assert.Equal("a  clip.wav", Assert.Single(new CsvTable(run.Out, '\t').Rows)[0]);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData(0, "--version")]
    [InlineData(1, "train", "missing folder", "--output", "run")]
    [InlineData(2, "train", "--bogus")]
    public void It_passes_the_exit_code_on(int exitCode, params string[] arguments)
    {
        RequireBash();
        using var folder = new TemporaryFolder();
        Assert.Equal(exitCode, SerProcess.Run(SerProcess.Launcher, arguments, folder.Path).ExitCode);
    }

    private static void RequireBash() => Assert.SkipWhen(OperatingSystem.IsWindows(), "a bash script");
}
