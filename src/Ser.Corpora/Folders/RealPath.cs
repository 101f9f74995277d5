using Ser.Core;

namespace Ser.Corpora;

/// <summary>The one path of a folder that no link takes part in, so that two ways to a folder can be seen to be one.</summary>
public static class RealPath
{
    /// <summary>Linux allows 40 links in a path; whoever has more has a circle.</summary>
    private const int MostLinks = 40;

    /// <summary>How the usual file systems of this machine compare names.</summary>
    public static StringComparer Comparer { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Follows every link in a path, not just one at its end.</summary>
    /// <exception cref="UserError">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string real = Path.GetPathRoot(full)!;
        var rest = new Stack<string>(Segments(full[real.Length..]));
        for (int links = 0; rest.TryPop(out string? segment);)
        {
            string next = Path.Combine(real, segment);
            if (new DirectoryInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new UserError($"{path}: its links lead in a circle; remove one of them");
            }

            string aim = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target, real));
            real = Path.GetPathRoot(aim)!;
            foreach (string part in Segments(aim[real.Length..]))
            {
                rest.Push(part);
            }
        }

        return real;
    }

    /// <summary>True if <paramref name="real"/> is <paramref name="folder"/> or lies below it; both are real paths.</summary>
    public static bool IsWithin(string real, string folder)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(folder);
        string top = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        return Comparer.Equals(real, folder)
            || (real.Length > top.Length && Comparer.Equals(real[..top.Length], top));
    }

    /// <summary>The parts of a path, the last one first.</summary>
    private static IEnumerable<string> Segments(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse();
}
