namespace Ser.Tests.Cli;

/// <summary>Which native libraries a run loads, as the dynamic linker of Linux tells it.</summary>
internal sealed class LoadedLibraries(string folder)
{
    /// <summary>What makes the linker write down every library that it initialises.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["LD_DEBUG"] = "libs",
        ["LD_DEBUG_OUTPUT"] = Path.Combine(folder, "libraries"),
    };

    /// <summary>File names of the libraries, after the run.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. Directory.GetFiles(folder, "libraries.*")
            .SelectMany(File.ReadLines)
            .Where(line => line.Contains("calling init:", StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line.Trim())),
    ];
}
