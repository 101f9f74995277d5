using System.IO.Compression;

namespace Ser.Tests.Corpora.Datasets;

/// <summary>ZIP files, well-behaved and otherwise.</summary>
internal static class ZipBuilder
{
    /// <summary>An archive of files under any names.</summary>
    public static byte[] Of(params (string Name, byte[] Content)[] files) => Of(0, files);

    /// <summary>An archive whose last entry bears a Unix mode, such as that of a link.</summary>
    public static byte[] Of(int lastMode, params (string Name, byte[] Content)[] files)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (index, (name, content)) in files.Index())
            {
                var entry = archive.CreateEntry(name);
                if (index == files.Length - 1 && lastMode != 0)
                {
                    entry.ExternalAttributes = lastMode << 16;
                }

                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }
}
