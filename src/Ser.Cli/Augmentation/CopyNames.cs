namespace Ser.Cli.Augmentation;

/// <summary>Gives recordings paths of their own below the output folder: their own names, as far as these lie below it and are free.</summary>
internal sealed class CopyNames
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);   // for disks that do not tell letter cases apart

    /// <summary>The path of a recording, with '/' on every system; no other one is given it or one that differs in the extension only.</summary>
    public string For(string name)
    {
        string[] parts = [.. name.Replace('\\', '/').Split('/').Where(part => part.Length > 0 && part is not ("." or "..") && !part.EndsWith(':'))];
        string path = parts.Length == 0 ? "recording" : Path.IsPathRooted(name) ? parts[^1] : string.Join('/', parts);
        string extension = Path.GetExtension(path), stem = path[..^extension.Length], free = stem;
        for (int number = 2; !taken.Add(free); number++)
        {
            free = $"{stem}-{number}";
        }

        return free + extension;
    }

    /// <summary>The path of a copy of such a recording.</summary>
    public static string OfCopy(string recording, int copy) => $"{recording[..^Path.GetExtension(recording).Length]}-copy{copy}.wav";
}
