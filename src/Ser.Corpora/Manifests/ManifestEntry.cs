namespace Ser.Corpora;

/// <summary>A row of a manifest that makes sense.</summary>
/// <param name="Row">The row as it stands there.</param>
/// <param name="Path">The full path of the file.</param>
/// <param name="Recording">The file or stretch, its folded label, and who speaks.</param>
internal sealed record ManifestEntry(ManifestRow Row, string Path, Recording Recording)
{
    private static readonly Dictionary<string, Part> Parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = Part.Train, ["training"] = Part.Train,
        ["validation"] = Part.Validation, ["valid"] = Part.Validation, ["val"] = Part.Validation, ["dev"] = Part.Validation, ["development"] = Part.Validation,
        ["test"] = Part.Test, ["testing"] = Part.Test,
    };

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="root">Full path of the folder that relative paths start from and that no path may leave.</param>
    /// <param name="faults">Takes what is wrong with it.</param>
    /// <returns>Null where something is wrong.</returns>
    public static ManifestEntry? Of(ManifestRow row, string root, List<ManifestFault> faults)
    {
        int before = faults.Count;
        double? start = Time(row, ManifestColumn.Start, faults), end = Time(row, ManifestColumn.End, faults);
        if (end is { } last && (start ?? 0) >= last)
        {
            Fault(ManifestColumn.Start, $"{start ?? 0} s is not before the end, {last} s; exchange or mend them");
        }

        start = start == 0 && end is null ? null : start;   // audformat's way to say the whole file
        Part? part = null;
        if (row[ManifestColumn.Split] is { } word)
        {
            if (Parts.TryGetValue(word, out var known))
            {
                part = known;
            }
            else
            {
                Fault(ManifestColumn.Split, $"'{word}' is no part; give train, validation or test, or leave it empty");
            }
        }

        string? path = FullPath(row, root, faults);
        return path is null || faults.Count > before ? null : new ManifestEntry(row, path, new Recording(
            path,
            Name(root, path) + Fragment(start, end),
            row[ManifestColumn.Label] is { } label ? Emotions.Fold(label) : null,
            row[ManifestColumn.Speaker])
        {
            Start = start,
            End = end,
            GivenPart = part,
            Parent = row[ManifestColumn.Parent] is { } parent ? Name(root, System.IO.Path.GetFullPath(Slashes(parent), root)) : null,
        });

        void Fault(ManifestColumn column, string text) => faults.Add(new ManifestFault(row.Number, row.NameOf(column), text));
    }

    private static string? FullPath(ManifestRow row, string root, List<ManifestFault> faults)
    {
        string name = row.NameOf(ManifestColumn.File);
        if (row[ManifestColumn.File] is not { } file)
        {
            faults.Add(new ManifestFault(row.Number, name, "names no file; fill it in or remove the row"));
            return null;
        }

        string path;
        try
        {
            path = System.IO.Path.GetFullPath(Slashes(file), root);
        }
        catch (ArgumentException)
        {
            faults.Add(new ManifestFault(row.Number, name, $"'{file.ReplaceLineEndings(" ").Replace('\0', ' ')}' is no path; mend it or remove the row"));
            return null;
        }

        if (RealPath.IsWithin(path, root) && !RealPath.Comparer.Equals(path, root))
        {
            return path;
        }

        faults.Add(new ManifestFault(
            row.Number, name, $"'{file}' leaves the folder {root}; put the manifest above all its recordings, or name a folder above them with --root"));
        return null;
    }

    private static double? Time(ManifestRow row, ManifestColumn column, List<ManifestFault> faults)
    {
        double? seconds = null;
        if (row[column] is { } text && !ManifestTime.TryRead(text, out seconds))
        {
            faults.Add(new ManifestFault(row.Number, row.NameOf(column), $"'{text}' is no time; give seconds from the beginning of the file, 0 or more, such as 1.5"));
        }

        return seconds;
    }

    /// <summary>The path below the root, with '/' on every system.</summary>
    private static string Name(string root, string path) => System.IO.Path.GetRelativePath(root, path).Replace('\\', '/');

    /// <summary>Tells the stretches of one file apart: "#1.5-3".</summary>
    private static string Fragment(double? start, double? end) =>
        start is null && end is null ? "" : FormattableString.Invariant($"#{start ?? 0}-{end}");

    /// <summary>Tables that were made on Windows separate folders by '\'.</summary>
    private static string Slashes(string path) => path.Replace('\\', '/');
}
