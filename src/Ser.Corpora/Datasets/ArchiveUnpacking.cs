using System.IO.Compression;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>Unpacks a ZIP file from the network: nothing leaves the folder, nothing is a link, nothing is larger than it says.</summary>
internal static class ArchiveUnpacking
{
    /// <summary>Far above any corpus of speech; far below what fills a file system with names.</summary>
    private const int MostEntries = 200_000;

    /// <summary>Sound is packed to a half or a third; what is packed a hundredfold is no sound.</summary>
    private const int HighestRatio = 100;

    private const int TypeBits = 0xF000, RegularFile = 0x8000, Folder = 0x4000;

    /// <summary>Unpacks an archive.</summary>
    /// <param name="file">The ZIP file.</param>
    /// <param name="folder">A folder that is not there yet.</param>
    /// <param name="name">What messages call the archive.</param>
    /// <param name="progress">Told after every file.</param>
    /// <param name="cancel">Stops between files.</param>
    /// <returns>How many files were unpacked.</returns>
    /// <exception cref="InvalidDataException">It is no ZIP file, it is damaged, or it holds something that is not allowed.</exception>
    /// <exception cref="IOException">There is no room for it.</exception>
    public static int Run(string file, string folder, string name, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        using var archive = ZipFile.OpenRead(file);
        var entries = Check(archive, new FileInfo(file).Length, folder);
        Directory.CreateDirectory(folder);
        int done = 0;
        foreach (var (entry, path) in entries)
        {
            cancel.ThrowIfCancellationRequested();
            string place = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            Unpack(entry, place);
            progress.Report(new WorkProgress($"unpacking {name}", ++done, entries.Count));
        }

        return done;
    }

    /// <summary>Looks at everything before anything is written.</summary>
    private static List<(ZipArchiveEntry Entry, string Path)> Check(ZipArchive archive, long packed, string folder)
    {
        var entries = new List<(ZipArchiveEntry, string)>();
        var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase);   // as some file systems compare
        long total = 0;
        foreach (var entry in archive.Entries)
        {
            string path = SafePath(entry.FullName);
            if ((entry.ExternalAttributes >> 16 & TypeBits) is not (0 or RegularFile or Folder))
            {
                throw new InvalidDataException($"'{Shown(entry.FullName)}' in it is a link or a device");
            }

            if (entry.IsEncrypted)
            {
                throw new InvalidDataException($"'{Shown(entry.FullName)}' in it is encrypted");
            }

            if (entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\'))
            {
                continue;   // folders are made for the files in them
            }

            if (!paths.Add(path))
            {
                throw new InvalidDataException($"'{Shown(entry.FullName)}' is in it twice");
            }

            total += entry.Length;
            entries.Add((entry, path));
            if (entries.Count > MostEntries || total > packed * HighestRatio)
            {
                throw new InvalidDataException(
                    $"it would become more than {MostEntries} files or {HighestRatio} times as large, which no archive of recordings does");
            }
        }

        string parent = Path.GetDirectoryName(folder)!;
        long free = new DriveInfo(parent).AvailableFreeSpace;
        return total <= free ? entries : throw new IOException($"it needs {total / 1_000_000} MB, and {free / 1_000_000} MB are free");
    }

    private static string SafePath(string name)
    {
        string[] parts = name.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool leaves = name.Length == 0 || name[0] is '/' or '\\' || parts.Length == 0 || parts.Any(part => part is "." or "..")
            || (name.Length > 1 && name[1] == ':') || name.Any(char.IsControl) || (OperatingSystem.IsWindows() && name.Contains(':', StringComparison.Ordinal));
        return leaves ? throw new InvalidDataException($"'{Shown(name)}' in it is no path below a folder") : Path.Combine(parts);
    }

    /// <summary>Copies as many bytes as are declared, and refuses more, fewer, or others.</summary>
    private static void Unpack(ZipArchiveEntry entry, string place)
    {
        using var source = entry.Open();
        using var target = new FileStream(place, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[1 << 16];
        long written = 0;
        uint crc = Crc32.Start;
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            written += read;
            if (written > entry.Length)
            {
                break;
            }

            crc = Crc32.Add(crc, buffer.AsSpan(0, read));
            target.Write(buffer, 0, read);
        }

        if (written != entry.Length || Crc32.End(crc) != entry.Crc32)
        {
            throw new InvalidDataException($"'{Shown(entry.FullName)}' in it is not what its entry says (size or checksum)");
        }
    }

    private static string Shown(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
}
