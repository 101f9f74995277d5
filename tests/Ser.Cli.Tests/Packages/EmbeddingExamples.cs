using System.Xml.Linq;

namespace Ser.Tests.Cli.Packages;

/// <summary>The programs of docs/embedding.md, built with the packages as somebody else would: from a folder, in a cache of their own.</summary>
public sealed class EmbeddingExamples : IDisposable
{
    private const string LiveName = "live";

    private static readonly (string Heading, string Name, string Sdk)[] Programs =
    [
        ("A console program", "label", "Microsoft.NET.Sdk"),
        ("A web service", "service", "Microsoft.NET.Sdk.Web"),
        ("While the sound goes on", LiveName, "Microsoft.NET.Sdk"),
    ];

    private readonly TemporaryFolder folder = new();
    private readonly Lazy<string> built;
    private readonly (string Heading, string Name, string Sdk)[] programs = [.. Programs.Where(program => HasStream || program.Name != LiveName)];

    public EmbeddingExamples(PackedSer packed) => built = new(() => Build(packed.Packages));

    /// <summary>Whether the library can listen; its example waits until it can.</summary>
    public static bool HasStream { get; } = File.Exists(Path.Combine(TestData.Repository, "src", "Ser.Inference", "EmotionStream.cs"));

    /// <summary>A folder where nothing stands that a program would find by chance.</summary>
    public string Folder => folder.Path;

    /// <summary>The assembly of one of the programs.</summary>
    public string Program(string name) => Path.Combine(built.Value, name, "bin", $"{name}.dll");

    public void Dispose() => folder.Dispose();

    private string Build(string packages)
    {
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

        // What others publish comes from this machine's cache, which the build of ser has filled; nothing is fetched.
        Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="ser" value="{packages}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="cache" value="{cache}" /></fallbackPackageFolders>
              <config><add key="globalPackagesFolder" value="{folder["cache"]}" /></config>
            </configuration>
            """);
        string document = File.ReadAllText(Path.Combine(TestData.Repository, "docs", "embedding.md")).ReplaceLineEndings("\n");
        foreach (var (heading, name, sdk) in programs)
        {
            Directory.CreateDirectory(folder[name]);
            Write(Path.Combine(name, "Program.cs"), Code(document, heading));
            Write(Path.Combine(name, $"{name}.csproj"), $"""
                <Project Sdk="{sdk}">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>enable</Nullable>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                    <UseAppHost>false</UseAppHost>
                    <OutputPath>bin</OutputPath>
                    <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
                  </PropertyGroup>
                  <ItemGroup><PackageReference Include="Ser.Inference" Version="{PackedSer.Version}" /></ItemGroup>
                </Project>
                """);
        }

        Write("examples.slnx", new XElement("Solution", programs.Select(program => new XElement("Project", new XAttribute("Path", $"{program.Name}/{program.Name}.csproj")))).ToString());
        DotnetCommand.Run(folder.Path, new Dictionary<string, string> { ["NUGET_PACKAGES"] = "" }, "build", "examples.slnx", "--verbosity", "quiet", "--nologo");
        return folder.Path;
    }

    private void Write(string name, string text) => File.WriteAllText(folder[name], text);

    /// <summary>The first block of C# under a heading.</summary>
    private static string Code(string document, string heading)
    {
        const string Start = "```csharp\n", End = "```\n";
        int section = document.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        Assert.True(section >= 0, $"docs/embedding.md has no section '{heading}'");
        int start = document.IndexOf(Start, section, StringComparison.Ordinal) + Start.Length;
        return document[start..document.IndexOf(End, start, StringComparison.Ordinal)];
    }
}
