using System.Runtime.InteropServices;
using System.Text.Json;
using Ser.Cli.Extraction.Tables;
using Ser.Core;
using Ser.Corpora;
using Ser.Features;

namespace Ser.Cli.Extraction;

/// <summary>Frame-level features: one .npy of columns × frames per clip, and the names of the columns in a JSON file.</summary>
/// <remarks>All is written beside its place; nothing stands in it before <see cref="Complete"/>.</remarks>
internal sealed class FrameFolder : IDisposable
{
    private readonly string path, staging, preset;
    private readonly bool single;
    private IReadOnlyList<string> columns = [];
    private double? hopSeconds;
    private bool mixedHops;

    /// <summary>Begins the output.</summary>
    /// <param name="path">A folder, or the file for a single clip.</param>
    /// <param name="single">Whether <paramref name="path"/> is the file of a single clip.</param>
    /// <param name="preset">Name of the analysis.</param>
    /// <exception cref="UserError">A file is in the way, or nothing can be written there.</exception>
    public FrameFolder(string path, bool single, string preset)
    {
        this.path = Path.GetFullPath(path);
        this.single = single;
        this.preset = preset;
        if (!single && File.Exists(path))
        {
            throw new UserError($"{path}: is a file; with --frames give a folder, or a .npy for one recording");
        }

        staging = $"{Path.TrimEndingDirectorySeparator(this.path)}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            AtomicFile.PrepareFolder(staging);
        }
        catch (UserError error)
        {
            throw new UserError(error.Message.Replace(staging, path, StringComparison.Ordinal), error);   // the name that the user knows
        }
    }

    /// <summary>Writes the frames of one clip.</summary>
    /// <exception cref="UserError">Another clip has that file already, or the file cannot be written.</exception>
    public void Write(Recording recording, FeatureMatrix frames)
    {
        string file = Path.Combine(staging, single ? Path.GetFileName(path) : Path.ChangeExtension(Relative(recording.Name), ".npy"));
        if (File.Exists(file))
        {
            throw new UserError($"{recording.Name}: its features would overwrite those of another recording of this name; extract one folder at a time");
        }

        AtomicFile.Write(file, stream =>
        {
            stream.Write(NpyFile.Header(frames.Columns.Count, frames.Frames));
            stream.Write(MemoryMarshal.AsBytes(frames.Values.AsSpan()));
        });
        columns = frames.Columns;
        mixedHops |= hopSeconds is { } other && other != frames.HopSeconds;
        hopSeconds = frames.HopSeconds;
    }

    /// <summary>Puts everything into its place.</summary>
    /// <exception cref="UserError">It cannot be put there.</exception>
    public void Complete()
    {
        WriteNames(Path.Combine(staging, single ? Path.ChangeExtension(Path.GetFileName(path), ".json") : "columns.json"));
        string target = single ? Path.GetDirectoryName(path)! : path;
        try
        {
            if (!Directory.Exists(target))
            {
                Directory.Move(staging, target);
                return;
            }

            foreach (string file in Directory.EnumerateFiles(staging, "*", SearchOption.AllDirectories))
            {
                string place = Path.Combine(target, Path.GetRelativePath(staging, file));
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                File.Move(file, place, overwrite: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: cannot be written ({error.Message.Split(" : '")[0].TrimEnd('.')}); choose another place", error);
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

    /// <summary>hopSeconds is null where clips of several rates were analysed at their own.</summary>
    private void WriteNames(string file) => AtomicFile.Write(file, stream =>
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("preset", preset);
        if (hopSeconds is { } hop && !mixedHops)
        {
            json.WriteNumber("hopSeconds", hop);
        }
        else
        {
            json.WriteNull("hopSeconds");
        }

        json.WriteStartArray("columns");
        foreach (string column in columns)
        {
            json.WriteStringValue(column);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>A name that stays below the folder, whatever the manifest says.</summary>
    private static string Relative(string name)
    {
        string[] parts = name.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Path.Combine([.. parts.Where(part => part is not ("." or "..") && !part.EndsWith(':'))]);
    }
}
