namespace Ser.Cli.Crossval;

/// <summary>A folder for a cross-validation of which only the figures are wanted; gone afterwards.</summary>
internal sealed class TemporaryCrossval : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ser-crossval-");

    /// <summary>The folder.</summary>
    public CrossvalFolder Folder => new(folder.FullName);

    public void Dispose()
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The system clears its temporary files itself; the figures are what was wanted.
        }
    }
}
