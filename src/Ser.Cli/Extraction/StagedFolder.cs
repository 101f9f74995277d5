using Ser.Core;

namespace Ser.Cli.Extraction;

/// <summary>Files for a folder, written elsewhere and moved into it only when all are there.</summary>
internal sealed class StagedFolder : IDisposable
{
    private readonly string folder, name, staging;

    /// <summary>Begins.</summary>
    /// <param name="folder">Where the files shall stand, as a full path; may exist, with other files in it.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="UserError">Nothing can be written there.</exception>
    public StagedFolder(string folder, string name)
    {
        this.folder = folder;
        this.name = name;
        // In a folder that exists, for beside it may be another disk, or no right to write; else beside it, to be renamed in one step.
        string own = $"{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        staging = Directory.Exists(folder) ? Path.Combine(folder, "." + own) : $"{Path.TrimEndingDirectorySeparator(folder)}.{own}";
        try
        {
            AtomicFile.PrepareFolder(staging);
        }
        catch (UserError error)
        {
            throw new UserError(error.Message.Replace(staging, name, StringComparison.Ordinal), error);   // the name that the user knows
        }
    }

    /// <summary>A name that stays below the folder, whatever a manifest says.</summary>
    public static string Relative(string name)
    {
        string[] parts = name.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Path.Combine([.. parts.Where(part => part is not ("." or "..") && !part.EndsWith(':'))]);
    }

    /// <summary>Where to write a file until all are there.</summary>
    public string Place(string relative) => Path.Combine(staging, relative);

    /// <summary>Puts everything into its place.</summary>
    /// <exception cref="UserError">It cannot be put there.</exception>
    public void Complete()
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                Directory.Move(staging, folder);
                return;
            }

            foreach (string file in Directory.EnumerateFiles(staging, "*", SearchOption.AllDirectories))
            {
                string place = Path.Combine(folder, Path.GetRelativePath(staging, file));
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                File.Move(file, place, overwrite: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{name}: cannot be written ({error.Message.Split(" : '")[0].TrimEnd('.')}); choose another place", error);
        }
    }

    /// <summary>Takes away what did not get into its place.</summary>
    public void Dispose()
    {
        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }
    }
}
