namespace Ser.Cli;

/// <summary>Where a command writes: results on one stream, remarks and errors on the other.</summary>
/// <param name="results">stdout: what was asked for, and nothing else.</param>
/// <param name="remarks">stderr.</param>
internal sealed class ProgramOutput(TextWriter results, TextWriter remarks)
{
    private readonly Lock gate = new();

    /// <summary>What was asked for.</summary>
    public TextWriter Results { get; } = results;

    /// <summary>Something worth knowing, in one line. Called from any thread.</summary>
    public void Remark(string text)
    {
        lock (gate)
        {
            remarks.WriteLine(text);
        }
    }

    /// <summary>Something that may make the results less than they seem. Called from any thread.</summary>
    public void Warning(string text) => Remark($"warning: {text}");

    /// <summary>Why the program ends.</summary>
    public void Error(string text) => Remark($"ser: {text.ReplaceLineEndings(" ")}");
}
