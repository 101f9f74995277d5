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
        ArgumentNullException.ThrowIfNull(fill);

        using var file = new PendingFile(path);
        try
        {
            fill(file.Stream);
        }
        catch (Exception error) when (WriteFault.Is(error))
        {
            throw WriteFault.Of(path, error);
        }

        file.Commit();
    }

    /// <summary>Writes text as UTF-8 without a byte-order mark.</summary>
    /// <exception cref="UserError">The folder or the file cannot be written.</exception>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Makes a folder and proves that files can be written in it, before hours of work depend on it.</summary>
    /// <exception cref="UserError">The folder cannot be made, or nothing can be written in it.</exception>
    public static void PrepareFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (WriteFault.Is(error))
        {
            throw WriteFault.Of(folder, error);
        }

        new PendingFile(Path.Combine(folder, "probe")).Dispose();
    }
}
