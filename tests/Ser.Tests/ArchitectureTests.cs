using System.Xml.Linq;

namespace Ser.Tests;

/// <summary>Who may use whom: sound flows one way through the rooms, and every package has one owner.</summary>
public sealed class ArchitectureTests
{
    private const string Everything = "*";

    /// <summary>Room, the rooms that it may use, the packages that it owns.</summary>
    private static readonly Dictionary<string, (string[] Rooms, string[] Packages)> Plan = new(StringComparer.Ordinal)
    {
        ["Ser.Core"] = ([], []),
        ["Ser.Audio"] = (["Ser.Core"], []),
        ["Ser.Features"] = (["Ser.Core"], ["System.Numerics.Tensors"]),
        ["Ser.Augmentation"] = (["Ser.Core", "Ser.Audio", "Ser.Features"], []),
        ["Ser.Resampling"] = (["Ser.Core"], []),
        ["Ser.Corpora"] = (["Ser.Core", "Ser.Audio", "Ser.Features"], ["CsvHelper"]),
        ["Ser.Inference"] = (["Ser.Core", "Ser.Audio"], ["Microsoft.ML.OnnxRuntime"]),
        ["Ser.Evaluation"] = (["Ser.Core"], ["MathNet.Numerics"]),
        ["Ser.Reporting"] = (["Ser.Core", "Ser.Features", "Ser.Evaluation"], []),
        ["Ser.Training"] = (
            ["Ser.Core", "Ser.Audio", "Ser.Features", "Ser.Augmentation", "Ser.Resampling", "Ser.Corpora", "Ser.Inference", "Ser.Evaluation"],
            ["TorchSharp", "libtorch-cpu-linux-x64", "libtorch-cpu-osx-arm64", "libtorch-cpu-win-x64", "SharpZipLib", "SkiaSharp"]),
        ["Ser.Cli"] = ([Everything], ["System.CommandLine", "Spectre.Console", "CsvHelper", "Parquet.Net"]),
    };

    public static TheoryData<string> Projects() => [.. Directory.GetFiles(Path.Combine(TestData.Repository, "src"), "*.csproj", SearchOption.AllDirectories)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_uses_only_the_rooms_and_packages_of_the_plan(string project)
    {
        string room = Path.GetFileNameWithoutExtension(project);
        Assert.Empty(Faults(room, XDocument.Load(project)));
    }

    [Fact]
    public void Every_room_that_has_a_project_stands_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(TestData.Repository, "SerApp.sln"));
        var projects = Directory.GetFiles(Path.Combine(TestData.Repository, "src"), "*.csproj", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Path.Combine(TestData.Repository, "tests"), "*.csproj", SearchOption.AllDirectories));
        Assert.All(projects, project => Assert.Contains(Path.GetFileName(project), solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Versions_stand_in_one_place()
    {
        var versions = Projects().Select(row => XDocument.Load(row.Data)).SelectMany(References)
            .Where(reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null);
        Assert.Empty(versions);
    }

    [Theory]
    [InlineData("Ser.Audio", "<ProjectReference Include='../Ser.Features/Ser.Features.csproj' />", "Ser.Audio must not use Ser.Features")]
    [InlineData("Ser.Inference", "<ProjectReference Include='..\\Ser.Training\\Ser.Training.csproj' />", "Ser.Inference must not use Ser.Training")]
    [InlineData("Ser.Inference", "<PackageReference Include='TorchSharp' />", "Ser.Inference does not own TorchSharp")]
    [InlineData("Ser.Attic", "", "Ser.Attic is no room of the plan")]
    public void A_wrong_arrow_or_owner_is_noticed(string room, string item, string fault)
    {
        Assert.Equal([fault], Faults(room, XDocument.Parse($"<Project><ItemGroup>{item}</ItemGroup></Project>")));
    }

    private static IEnumerable<string> Faults(string room, XDocument project)
    {
        if (!Plan.TryGetValue(room, out var allowed))
        {
            return [$"{room} is no room of the plan"];
        }

        var rooms = project.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Where(used => !allowed.Rooms.Contains(Everything) && !allowed.Rooms.Contains(used))
            .Select(used => $"{room} must not use {used}");
        var packages = References(project)
            .Select(reference => reference.Attribute("Include")!.Value)
            .Where(package => !allowed.Packages.Contains(package))
            .Select(package => $"{room} does not own {package}");
        return rooms.Concat(packages);
    }

    private static IEnumerable<XElement> References(XDocument project) => project.Descendants("PackageReference");
}
