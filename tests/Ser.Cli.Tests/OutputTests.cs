namespace Ser.Tests.Cli;

/// <summary>What happens when nobody, or nothing, takes the results.</summary>
public sealed class OutputTests(TrainedModel trained)
{
    [Theory]
    [InlineData("head -n 1")]
    [InlineData("true")]   // gone before the first line is written
    public void A_reader_that_leaves_early_is_no_fault(string reader)
    {
        RequireShell();
        var run = Shell($$"""{ "$@"; echo "exit $?" >&2; } | {{reader}}""");
        Assert.Equal("exit 0\n", run.Error);
    }

    [Fact]
    public void Results_that_find_no_room_are_a_failure_in_one_line()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "only Linux has /dev/full");
        Assert.Contains("cannot be written", Shell("\"$@\" > /dev/full").Complaint(exitCode: 1), StringComparison.Ordinal);
    }

    private static void RequireShell() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no sh");

    /// <summary>Runs a line of sh in which "$@" is ser at work on all clips of the demo corpus.</summary>
    private ProgramResult Shell(string line) => SerProcess.Run(
        "sh",
        [
            "-c", line, "sh", SerProcess.Program, "predict", "--model", trained.Model,
            .. Directory.GetFiles(TrainedModel.Demo, "*.wav", SearchOption.AllDirectories),
        ]);
}
