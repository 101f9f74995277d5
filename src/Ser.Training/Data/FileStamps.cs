using Ser.Core;
using Ser.Corpora;

namespace Ser.Training.Data;

/// <summary>Size and time of the files of clips, so that a change while they are read is seen.</summary>
internal sealed class FileStamps
{
    private readonly Dictionary<string, (long Bytes, DateTime Written)> files;

    private FileStamps(Dictionary<string, (long, DateTime)> files) => this.files = files;

    /// <summary>Looks at files; one that is not there is told by whoever reads it.</summary>
    public static FileStamps Of(IEnumerable<Clip> clips)
    {
        var files = new Dictionary<string, (long, DateTime)>(StringComparer.Ordinal);
        foreach (string file in clips.Select(clip => clip.File))
        {
            if (Stamp(file) is { } stamp)
            {
                files[file] = stamp;
            }
        }

        return new FileStamps(files);
    }

    /// <summary>Refuses files that are other ones now.</summary>
    /// <exception cref="UserError">A file has gone or was written to.</exception>
    public void RequireUnchanged()
    {
        foreach (var (file, before) in files)
        {
            var now = Stamp(file);
            if (now != before)
            {
                throw new UserError($"{file}: {(now is null ? "has gone" : "was written to")} while the recordings were read; run it again when nobody changes them");
            }
        }
    }

    private static (long, DateTime)? Stamp(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? (info.Length, info.LastWriteTimeUtc) : null;
    }
}
