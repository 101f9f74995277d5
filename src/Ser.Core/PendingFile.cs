namespace Ser.Core;

/// <summary>A file that is written beside its place and stands there only when all of it is written.</summary>
public sealed class PendingFile : IDisposable
{
    private readonly string path, full, temporary;
    private readonly FileStream stream;

    /// <summary>Begins a file; makes the folder that it belongs in.</summary>
    /// <param name="path">Where the file shall stand. What stood there before stays until <see cref="Commit"/>.</param>
    /// <exception cref="UserError">The folder or the file cannot be written.</exception>
    public PendingFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        this.path = path;
        full = Path.GetFullPath(path);
        temporary = $"{full}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (WriteFault.Is(error))
        {
            throw WriteFault.Of(path, error);
        }
    }

    /// <summary>Where to write; may be sought in.</summary>
    public Stream Stream => stream;

    /// <summary>Puts the file into its place.</summary>
    /// <exception cref="UserError">The last of it cannot be written, or something else than a file is in the way.</exception>
    public void Commit()
    {
        try
        {
            stream.Dispose();
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception error) when (WriteFault.Is(error))
        {
            throw WriteFault.Of(path, error);
        }
    }

    /// <summary>Takes away what was not committed.</summary>
    public void Dispose()
    {
        try
        {
            try
            {
                stream.Dispose();   // on a full disk it tries to write the rest once more, and fails again
            }
            finally
            {
                File.Delete(temporary);
            }
        }
        catch (Exception error) when (WriteFault.Is(error))
        {
            // The first error is the one to tell; a stray temporary file is the lesser evil.
        }
    }
}
