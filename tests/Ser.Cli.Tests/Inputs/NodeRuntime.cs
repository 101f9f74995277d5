using System.Diagnostics;

namespace Ser.Tests.Cli;

/// <summary>Node.js with onnxruntime-node, installed once into the build folder; without node or npm a test is skipped.</summary>
internal static class NodeRuntime
{
    private const string Package = "onnxruntime-node", Version = "1.30.0";

    /// <summary>Where the package lies; scripts in folders below find it.</summary>
    private static readonly string Folder = Path.Combine(TestData.Repository, "artifacts", "node");

    private static readonly Lazy<string?> Fault = new(Install);

    /// <summary>A new folder below the installed package. Skips the test with the reason where the package cannot be had.</summary>
    public static string NewFolder()
    {
        Assert.SkipUnless(Fault.Value is null, Fault.Value ?? "");
        return Directory.CreateDirectory(Path.Combine(Folder, "work", Guid.NewGuid().ToString("N"))).FullName;
    }

    /// <summary>Runs a script.</summary>
    public static ProgramResult Run(string folder, params string[] arguments) => SerProcess.Run("node", arguments, folder);

    private static string? Install()
    {
        if (OperatingSystem.IsWindows() || !Answers("node") || !Answers("npm"))
        {
            return "node and npm are not here";
        }

        if (File.Exists(Path.Combine(Folder, "node_modules", Package, "package.json")))
        {
            return null;
        }

        // Without scripts: that of the package may fetch libraries for graphics cards.
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "package.json"), "{ \"private\": true }\n");
        var install = SerProcess.Run("npm", ["install", $"{Package}@{Version}", "--ignore-scripts", "--no-audit", "--no-fund"], Folder);
        return install.ExitCode == 0 ? null : $"npm cannot install {Package}: {install.Error.Trim().Split('\n')[^1]}";
    }

    private static bool Answers(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
