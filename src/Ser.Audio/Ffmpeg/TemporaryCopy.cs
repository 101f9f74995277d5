using Ser.Core;

namespace Ser.Audio.Ffmpeg;

/// <summary>A stream's bytes in a file that only its owner may read, for as long as this object lives.</summary>
internal sealed class TemporaryCopy : IDisposable
{
    /// <summary>Writes the file.</summary>
    /// <exception cref="UserError">The input cannot be read, or the temporary folder has no room.</exception>
    public TemporaryCopy(AudioInput input)
    {
        try
        {
            Path = System.IO.Path.GetTempFileName();
            using var file = new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            input.CopyTo(file);
        }
        catch (Exception error)
        {
            Dispose();
            if (error is IOException or UnauthorizedAccessException)
            {
                throw new UserError(
                    $"{input.Name}: cannot be copied into the temporary folder {System.IO.Path.GetTempPath()} ({error.Message.ReplaceLineEndings(" ")}); " +
                    "make room there, or give it as a file", error);
            }

            throw;
        }
    }

    /// <summary>Where it is.</summary>
    public string Path { get; } = "";

    /// <summary>Deletes it.</summary>
    public void Dispose()
    {
        try
        {
            if (Path.Length > 0)
            {
                File.Delete(Path);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A stray temporary file is no reason to lose the sound.
        }
    }
}
