using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ser.Cli.Extraction.Tables;
using Ser.Core;
using Ser.Corpora;
using Ser.Features;

namespace Ser.Cli.Extraction;

/// <summary>Frame-level features: one .npy of columns × frames per clip, and the names of the columns in a JSON file.</summary>
/// <param name="path">A folder, or the file for a single clip.</param>
/// <param name="single">Whether <paramref name="path"/> is the file of a single clip.</param>
/// <param name="preset">Name of the analysis.</param>
internal sealed class FrameFolder(string path, bool single, string preset)
{
    private readonly ConcurrentDictionary<string, string> taken = new(StringComparer.Ordinal);

    /// <summary>Writes the frames of one clip.</summary>
    /// <exception cref="UserError">Two clips would have the same file, or the file cannot be written.</exception>
    public void Write(Recording recording, FeatureMatrix frames)
    {
        string file = single ? path : Path.Combine(path, Path.ChangeExtension(Relative(recording.Name), ".npy"));
        if (!taken.TryAdd(file, recording.Name) && taken[file] != recording.Name)
        {
            throw new UserError($"{recording.Name}: its features would overwrite those of {taken[file]}; extract them one folder at a time");
        }

        AtomicFile.Write(file, stream =>
        {
            stream.Write(NpyFile.Header(frames.Columns.Count, frames.Frames));
            stream.Write(MemoryMarshal.AsBytes(frames.Values.AsSpan()));
        });
        if (single || taken.Count == 1)
        {
            WriteNames(frames);
        }
    }

    private void WriteNames(FeatureMatrix frames) => AtomicFile.Write(
        single ? Path.ChangeExtension(path, ".json") : Path.Combine(path, "columns.json"),
        stream =>
        {
            using var json = new Utf8JsonWriter(stream);
            json.WriteStartObject();
            json.WriteString("preset", preset);
            json.WriteNumber("hopSeconds", frames.HopSeconds);
            json.WriteStartArray("columns");
            foreach (string column in frames.Columns)
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
