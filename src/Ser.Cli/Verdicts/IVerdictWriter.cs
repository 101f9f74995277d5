namespace Ser.Cli.Verdicts;

/// <summary>Writes verdicts, each at once.</summary>
internal interface IVerdictWriter : IDisposable
{
    /// <summary>Writes a verdict and hands it on to whoever reads.</summary>
    void Write(Verdict verdict);
}
