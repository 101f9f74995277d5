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
    private readonly string path, preset;
    private readonly bool single;
    private readonly StagedFolder staged;
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

        staged = new StagedFolder(single ? Path.GetDirectoryName(this.path)! : this.path, path);
    }

    /// <summary>Writes the frames of one clip.</summary>
    /// <exception cref="UserError">Another clip has that file already, or the file cannot be written.</exception>
    public void Write(Recording recording, FeatureMatrix frames)
    {
        string file = staged.Place(single ? Path.GetFileName(path) : Path.ChangeExtension(StagedFolder.Relative(recording.Name), ".npy"));
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
        WriteNames(staged.Place(single ? Path.ChangeExtension(Path.GetFileName(path), ".json") : "columns.json"));
        staged.Complete();
    }

    /// <summary>Takes away what did not get into its place.</summary>
    public void Dispose() => staged.Dispose();

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
}
