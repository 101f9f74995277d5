using System.Text;

namespace Ser.Core;

/// <summary>Writes a file beside its place and renames it into it, so that no reader ever sees half of one.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file through <paramref name="fill"/>; makes the folder that it belongs in.</summary>
    /// <param name="path">Where the file shall stand. What stood there before stays until the new one is whole.</param>
    /// <param name="fill">Writes the content. When it throws, nothing is left behind.</param>
    /// <exception cref="UserError">The folder or the file cannot be written.</exception>
    public static void Write(string path, Action<Stream> fill)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(fill);

        string full = Path.GetFullPath(path);
        string temporary = $"{full}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                fill(stream);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception error)
        {
            Remove(temporary);
            if (error is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                throw new UserError($"{path}: cannot be written ({Reason(error)}); choose another place or make room there", error);
            }

            throw;
        }
    }

    /// <summary>Writes text as UTF-8 without a byte-order mark.</summary>
    /// <exception cref="UserError">The folder or the file cannot be written.</exception>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Makes a folder and proves that files can be written in it, before hours of work depend on it.</summary>
    /// <exception cref="UserError">The folder cannot be made, or nothing can be written in it.</exception>
    public static void PrepareFolder(string folder)
    {
        string probe = Path.Combine(folder, $".{Environment.ProcessId}-{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(probe, []);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UserError($"{folder}: cannot be written ({Reason(error)}); choose another folder", error);
        }
        finally
        {
            Remove(probe);
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // The first error is the one to tell; a stray temporary file is the lesser evil.
        }
    }

    /// <summary>The system's words, without the path that the message names already.</summary>
    private static string Reason(Exception error) => error switch
    {
        UnauthorizedAccessException => "permission denied",
        DirectoryNotFoundException => "no such folder",
        PathTooLongException => "the path is too long",
        _ => error.Message.Split(" : '")[0].TrimEnd('.').ReplaceLineEndings(" "),
    };
}
