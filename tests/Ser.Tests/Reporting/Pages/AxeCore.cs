using System.Diagnostics;

namespace Ser.Tests.Reporting.Pages;

/// <summary>axe-core, which checks pages for what shuts people out; installed once into the build folder by npm.</summary>
internal static class AxeCore
{
    private const string Package = "axe-core", Version = "4.14.1";

    private static readonly string Folder = Path.Combine(TestData.Repository, "artifacts", "axe");
    private static readonly Lazy<string?> Fault = new(Install);

    /// <summary>Its source. Skips the test with the reason where it cannot be had.</summary>
    public static string Source()
    {
        Assert.SkipUnless(Fault.Value is null, Fault.Value ?? "");
        return File.ReadAllText(Installed);
    }

    private static string Installed => Path.Combine(Folder, "node_modules", Package, "axe.min.js");

    private static string? Install()
    {
        if (File.Exists(Installed))
        {
            return null;
        }

        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "package.json"), "{ \"private\": true }\n");
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["install", $"{Package}@{Version}", "--ignore-scripts", "--no-audit", "--no-fund"])
            {
                WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            _ = npm.StandardOutput.ReadToEndAsync();
            string errors = npm.StandardError.ReadToEnd();
            npm.WaitForExit();
            return npm.ExitCode == 0 ? null : $"npm cannot install {Package}: {errors.Trim().Split('\n')[^1]}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "npm is not here";
        }
    }
}
