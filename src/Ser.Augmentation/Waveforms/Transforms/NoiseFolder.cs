using System.Collections.Concurrent;
using Ser.Audio;
using Ser.Core;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>The recordings of a folder of noises, read when they are needed and kept as long as there is room.</summary>
internal sealed class NoiseFolder
{
    /// <summary>Samples that are kept: 256 MB.</summary>
    private const long MostKept = 1L << 26;

    private static readonly ConcurrentDictionary<string, NoiseFolder> Known = new(StringComparer.Ordinal);

    private readonly string folder;
    private readonly ConcurrentDictionary<(string File, int Rate), float[]> sounds = new();
    private long kept;

    private NoiseFolder(string folder)
    {
        this.folder = folder;
        Files = List(folder);
    }

    /// <summary>The paths of the recordings below the folder, with '/' on every system, ordered by character codes.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The folder of a path, listed once.</summary>
    /// <exception cref="UserError">There is no such folder, or no sound in it.</exception>
    public static NoiseFolder Of(string folder) => Known.GetOrAdd(folder, static path => new NoiseFolder(path));

    /// <summary>A recording at a rate.</summary>
    /// <exception cref="UserError">It cannot be read.</exception>
    public float[] Read(string file, int rate)
    {
        if (sounds.TryGetValue((file, rate), out float[]? known))
        {
            return known;
        }

        float[] samples = AudioFile.Read(Path.Combine(folder, file)).AtRate(rate).Samples;
        if (Interlocked.Add(ref kept, samples.Length) <= MostKept)
        {
            sounds.TryAdd((file, rate), samples);
        }

        return samples;
    }

    private static string[] List(string folder)
    {
        string[] files;
        try
        {
            files =
            [
                .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Where(file => AudioFile.Extensions.Contains(Path.GetExtension(file)))
                    .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"background: {folder} cannot be listed ({error.Message.Split('\n')[0].TrimEnd('.')}); give a folder of noises", error);
        }

        return files.Length > 0 ? files : throw new UserError($"background: {folder} holds no sound; give a folder of noises");
    }
}
