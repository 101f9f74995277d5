namespace Ser.Cli;

/// <summary>Where a command writes: results on one stream, remarks and errors on the other.</summary>
/// <remarks>Neither is opened before something is written to it: that prepares the terminal, which a verdict need not wait for.</remarks>
/// <param name="results">Opens stdout: what was asked for, and nothing else.</param>
/// <param name="remarks">Opens stderr.</param>
internal sealed class ProgramOutput(Func<TextWriter> results, Func<TextWriter> remarks)
{
    private readonly Lock gate = new();

    /// <summary>stdout and stderr of the process.</summary>
    /// <remarks>The console's own writer takes longer to make than a model to load; only Windows needs it, for its code pages.</remarks>
    public static ProgramOutput OfConsole()
    {
        var remarks = new Lazy<TextWriter>(() => OperatingSystem.IsWindows() ? Console.Error : new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });
        return new ProgramOutput(() => Console.Out, () => remarks.Value);
    }

    /// <summary>What was asked for.</summary>
    public TextWriter Results => results();

    /// <summary>Something worth knowing, in one line. Called from any thread.</summary>
    public void Remark(string text)
    {
        lock (gate)
        {
            remarks().WriteLine(text);
        }
    }

    /// <summary>Something that may make the results less than they seem. Called from any thread.</summary>
    public void Warning(string text) => Remark($"warning: {text}");

    /// <summary>Why the program ends.</summary>
    public void Error(string text) => Remark($"ser: {text.ReplaceLineEndings(" ")}");
}
