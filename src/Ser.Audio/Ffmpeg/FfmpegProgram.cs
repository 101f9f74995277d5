namespace Ser.Audio.Ffmpeg;

/// <summary>Where ffmpeg is, and how to come by it.</summary>
internal static class FfmpegProgram
{
    /// <summary>Its full path; null where no folder of PATH has it. Looked for once.</summary>
    public static string? Path { get; } = Find(Environment.GetEnvironmentVariable("PATH"));

    /// <summary>What to do where it is missing.</summary>
    public static string HowToInstall =>
        OperatingSystem.IsWindows() ? "install it ('winget install ffmpeg')"
        : OperatingSystem.IsMacOS() ? "run 'brew install ffmpeg'"
        : "install the package ffmpeg ('sudo apt-get install ffmpeg')";

    /// <summary>Looks through the folders of a PATH variable.</summary>
    /// <remarks>Full paths only: an ffmpeg in the folder where somebody happens to work is not to be trusted.</remarks>
    internal static string? Find(string? folders)
    {
        string name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        return (folders ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(System.IO.Path.IsPathFullyQualified)
            .Select(folder => System.IO.Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
