using Ser.Core;

namespace Ser.Corpora;

/// <summary>
/// A table of recordings: a file with the column <c>file</c> and, where they are known, <c>label</c>, <c>speaker</c>, <c>split</c>,
/// <c>fold</c>, <c>start</c>, <c>end</c>, <c>gender</c>, <c>intensity</c> and <c>parent</c>; or one JSON object with such keys a line.
/// </summary>
/// <remarks>Other columns are allowed and passed over. Relative paths are relative to the manifest, and no path may leave its folder.</remarks>
public static class Manifest
{
    /// <summary>How the names of manifests end, lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".jsonl"];

    /// <summary>Whether a path is taken for a manifest, by its extension.</summary>
    public static bool Is(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a manifest row by row; a manifest may be larger than the memory. Nothing but the file needs to be told.</summary>
    /// <param name="path">The manifest.</param>
    /// <param name="root">The folder that paths start from and may not leave; null is the manifest's own.</param>
    /// <exception cref="UserError">There is no such file, it has no column "file", or a row makes no sense; told with row and column.</exception>
    public static IEnumerable<Recording> Read(string path, string? root = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Recordings(path, root);
    }

    /// <summary>Whether a manifest has a column for the part, and one for the parent; of one in JSON lines, the first row tells.</summary>
    /// <exception cref="UserError">There is no such file, or it has no column "file".</exception>
    public static (bool Split, bool Parent) Tells(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Rows(path, ManifestColumn.File).FirstOrDefault() is { } row ? (row.Has(ManifestColumn.Split), row.Has(ManifestColumn.Parent)) : (false, false);
    }

    /// <summary>The rows as they stand there.</summary>
    /// <exception cref="UserError">There is no such file, or a required column is missing.</exception>
    internal static IEnumerable<ManifestRow> Rows(string path, params IReadOnlyList<ManifestColumn> required)
    {
        if (!File.Exists(path))
        {
            throw new UserError($"{path}: no such file; check the path");
        }

        return Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase)
            ? JsonLinesManifest.Read(path, required)
            : CsvManifest.Read(path, required);
    }

    /// <summary>The full path of the folder that a manifest's paths start from.</summary>
    /// <exception cref="UserError">A folder is given, and there is none.</exception>
    internal static string Root(string path, string? root)
    {
        if (root is not null && !Directory.Exists(root))
        {
            throw new UserError($"{root}: no such folder; give the folder that the paths of the manifest start from");
        }

        return Path.TrimEndingDirectorySeparator(root is null ? Path.GetDirectoryName(Path.GetFullPath(path))! : Path.GetFullPath(root));
    }

    private static IEnumerable<Recording> Recordings(string path, string? root)
    {
        string folder = Root(path, root);
        var faults = new List<ManifestFault>();
        foreach (var row in Rows(path, ManifestColumn.File))
        {
            yield return ManifestEntry.Of(row, folder, faults)?.Recording ?? throw faults[0].ToError(path);
        }
    }
}
