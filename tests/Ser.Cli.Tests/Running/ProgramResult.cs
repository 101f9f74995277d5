namespace Ser.Tests.Cli;

/// <summary>What a run of the program left on its streams.</summary>
/// <param name="ExitCode">What it told the shell.</param>
/// <param name="Out">stdout.</param>
/// <param name="Error">stderr.</param>
internal sealed record ProgramResult(int ExitCode, string Out, string Error)
{
    public string[] OutLines => Lines(Out);

    public string[] ErrorLines => Lines(Error);

    /// <summary>The result itself, after a check that the program says it succeeded.</summary>
    public ProgramResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return this;
    }

    /// <summary>Why the program refused: the last line of stderr, after a check that there is one such line and no stack trace.</summary>
    public string Complaint(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}: {Error}");
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        string complaint = Assert.Single(ErrorLines, line => line.StartsWith("ser: ", StringComparison.Ordinal));
        Assert.Equal(complaint, ErrorLines[^1]);
        return complaint;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
