using Ser.Audio;

namespace Ser.Corpora;

/// <summary>A pattern of paths, as shells know it: * and ? within a name, [abc] and [!a-z] for one character, ** for any depth of folders.</summary>
/// <remarks>
/// Letters count as they are written. Names that begin with a dot are found only by a pattern that has the dot too, and ** does not follow
/// links, so that it comes to an end. A pattern that ends in an extension finds what has it; any other only what may hold sound.
/// </remarks>
public static class GlobPattern
{
    private const string AnyDepth = "**";

    private static readonly char[] Wildcards = ['*', '?', '['];

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>Whether a path is a pattern; a file that exists under just this name is none.</summary>
    public static bool Is(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.AsSpan().IndexOfAny(Wildcards) >= 0 && !File.Exists(path) && !Directory.Exists(path);
    }

    /// <summary>The files that a pattern stands for.</summary>
    /// <returns>In the order of their character codes, each once; none where nothing fits.</returns>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        string[] names = Separated(pattern).Split('/', StringSplitOptions.RemoveEmptyEntries);
        string root = Path.GetPathRoot(pattern) ?? "";
        bool soundOnly = Path.GetExtension(names[^1]) is not { Length: > 1 } extension || extension.IndexOfAny(Wildcards) >= 0;
        return
        [
            .. Below(root, names[(root.Trim('/', '\\').Length > 0 ? 1 : 0)..])
                .Where(file => !soundOnly || AudioFile.Extensions.Contains(Path.GetExtension(file)))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a name fits one part of a pattern.</summary>
    /// <remarks>Only the last star is ever tried again, one character further: the time is at most the product of the lengths.</remarks>
    internal static bool Fits(ReadOnlySpan<char> name, ReadOnlySpan<char> part)
    {
        int at = 0, partAt = 0, star = -1, starAt = 0;
        while (at < name.Length)
        {
            int length = partAt < part.Length && part[partAt] != '*' ? FitsOne(name[at], part[partAt..]) : 0;
            if (length > 0)
            {
                at++;
                partAt += length;
            }
            else if (partAt < part.Length && part[partAt] == '*')
            {
                (star, starAt) = (partAt++, at);
            }
            else if (star >= 0)
            {
                (at, partAt) = (++starAt, star + 1);
            }
            else
            {
                return false;
            }
        }

        return part[partAt..].TrimStart('*').IsEmpty;
    }

    /// <summary>How much of the part a character takes; 0 where it does not fit.</summary>
    private static int FitsOne(char character, ReadOnlySpan<char> part)
    {
        int end = part[0] == '[' && part.Length > 2 ? part[2..].IndexOf(']') + 2 : 0;   // the first after [ or [! is a character even if it is ]
        if (end < 2)
        {
            return part[0] == '?' || part[0] == character ? 1 : 0;
        }

        ReadOnlySpan<char> set = part[1..end];
        bool excluded = set[0] is '!' or '^' && set.Length > 1;
        set = excluded ? set[1..] : set;
        bool isIn = false;
        for (int i = 0; i < set.Length; i++)
        {
            bool isRange = i + 2 < set.Length && set[i + 1] == '-';
            isIn |= isRange ? character >= set[i] && character <= set[i + 2] : character == set[i];
            i += isRange ? 2 : 0;
        }

        return isIn != excluded ? end + 1 : 0;
    }

    private static IEnumerable<string> Below(string folder, string[] names)
    {
        string name = names[0];
        string[] deeper = names[1..];
        if (name == AnyDepth)
        {
            string[] rest = deeper.Length > 0 ? deeper : ["*"];
            return Below(folder, rest).Concat(
                Folders(folder, entry => entry.LinkTarget is null && entry.Name[0] != '.').SelectMany(entry => Below(Path.Combine(folder, entry.Name), names)));
        }

        if (name.IndexOfAny(Wildcards) < 0)
        {
            string path = Path.Combine(folder, name);
            return deeper.Length > 0 ? Directory.Exists(path) ? Below(path, deeper) : [] : File.Exists(path) ? [path] : [];
        }

        return deeper.Length > 0
            ? Folders(folder, entry => Shown(entry.Name, name)).SelectMany(entry => Below(Path.Combine(folder, entry.Name), deeper))
            : Entries(folder).Where(entry => entry is FileInfo && Shown(entry.Name, name)).Select(entry => Path.Combine(folder, entry.Name));
    }

    private static bool Shown(string name, string part) => (name[0] != '.' || part[0] == '.') && Fits(name, part);

    private static IEnumerable<FileSystemInfo> Folders(string folder, Predicate<FileSystemInfo> chosen) =>
        Entries(folder).Where(entry => entry is DirectoryInfo && chosen(entry));

    private static IEnumerable<FileSystemInfo> Entries(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder.Length == 0 ? "." : folder).EnumerateFileSystemInfos("*", Everything)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];   // as shells do: what may not be looked into has nothing that fits
        }
    }

    private static string Separated(string pattern) => OperatingSystem.IsWindows() ? pattern.Replace('\\', '/') : pattern;
}
