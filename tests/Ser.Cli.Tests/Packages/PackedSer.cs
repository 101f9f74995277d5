using System.IO.Compression;
using System.Xml.Linq;
using Ser.Tests.Cli.Packages;

[assembly: AssemblyFixture(typeof(PackedSer))]

namespace Ser.Tests.Cli.Packages;

/// <summary>What <c>dotnet pack</c> makes of this checkout, packed once for all tests that ask, into a folder of their own.</summary>
public sealed class PackedSer : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<string> packages;
    private readonly Lazy<string> tool;

    public PackedSer()
    {
        packages = new(Pack);
        tool = new(Install);
    }

    /// <summary>The projects that become libraries.</summary>
    public static IReadOnlyList<string> Libraries { get; } = ["Ser.Core", "Ser.Audio", "Ser.Features", "Ser.Inference"];

    /// <summary>The version that all packages have.</summary>
    public static string Version { get; } =
        XDocument.Load(Path.Combine(TestData.Repository, "Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>The folder with the packages.</summary>
    public string Packages => packages.Value;

    /// <summary>The folder that the tool was installed to.</summary>
    public string ToolFolder => tool.Value;

    /// <summary>The installed tool.</summary>
    public string Tool => Path.Combine(ToolFolder, OperatingSystem.IsWindows() ? "ser.exe" : "ser");

    /// <summary>Opens a package.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="extension">.nupkg or .snupkg.</param>
    internal ZipArchive Open(string id, string extension = ".nupkg") => ZipFile.OpenRead(Path.Combine(Packages, $"{id}.{Version}{extension}"));

    public void Dispose() => folder.Dispose();

    /// <summary>The tool for this system only, and not compiled ahead: neither changes what is in it, and both take most of the time.</summary>
    private string Pack()
    {
        string[] projects = [.. Libraries, "Ser.Cli"];
        string solution = folder["packed.slnx"];
        File.WriteAllText(solution, new XElement(
            "Solution",
            projects.Select(name => new XElement("Project", new XAttribute("Path", Path.Combine(TestData.Repository, "src", name, $"{name}.csproj"))))).ToString());
        string target = folder["packages"];
        DotnetCommand.Run(
            TestData.Repository, null, "pack", solution, "--verbosity", "quiet", "--nologo", $"-p:PackageOutputPath={target}",
            $"-p:ToolRuntime={DotnetCommand.Runtime}", "-p:ToolReadyToRun=false");
        return target;
    }

    private string Install()
    {
        string target = folder["tool"];
        DotnetCommand.Run(
            folder.Path, new Dictionary<string, string> { ["NUGET_PACKAGES"] = folder["cache"] },
            "tool", "install", "ser", "--tool-path", target, "--source", Packages, "--version", Version);
        return target;
    }
}
