namespace Ser.Corpora;

/// <summary>A sound file below a folder.</summary>
/// <param name="File">The path under which it can be opened.</param>
/// <param name="Name">The path below the folder, with '/' on every system.</param>
internal readonly record struct FoundFile(string File, string Name)
{
    /// <summary>The last part of the name, with extension.</summary>
    public string FileName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>The last part of the name, without extension.</summary>
    public string Stem => Path.GetFileNameWithoutExtension(FileName);

    /// <summary>The first part of the name where the file lies in a subfolder, or null where it lies in the folder itself.</summary>
    public string? TopFolder => Name.IndexOf('/') is var slash and > 0 ? Name[..slash] : null;

    /// <summary>The folder that the file lies in, by its own name, whether or not that is the folder that was given.</summary>
    public string ParentFolder => Name.Split('/') is [.., var parent, _]
        ? parent
        : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(File))) ?? "";
}
