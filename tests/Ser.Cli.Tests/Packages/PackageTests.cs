using System.Reflection.Metadata;
using System.Xml.Linq;

namespace Ser.Tests.Cli.Packages;

public sealed class PackageTests(PackedSer packed)
{
    [Theory]
    [InlineData("Ser.Core")]
    [InlineData("Ser.Audio", "Ser.Core")]
    [InlineData("Ser.Features", "Ser.Core", "System.Numerics.Tensors")]
    [InlineData("Ser.Inference", "Microsoft.ML.OnnxRuntime", "Ser.Audio", "Ser.Core", "System.Numerics.Tensors")]
    public void A_library_depends_on_what_it_uses_and_brings_documentation_readme_and_licence(string id, params string[] dependencies)
    {
        using var package = packed.Open(id);
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        Assert.Subset(files.ToHashSet(), new HashSet<string> { $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", "README.md", "LICENSE", $"{id}.nuspec" });
        Assert.DoesNotContain(files, IsTorch);

        using var text = package.GetEntry($"{id}.nuspec")!.Open();
        var nuspec = XDocument.Load(text).Root!;
        XNamespace space = nuspec.Name.Namespace;
        Assert.Equal(dependencies, nuspec.Descendants(space + "dependency").Select(dependency => dependency.Attribute("id")!.Value).Order());
        Assert.Equal("MIT", nuspec.Descendants(space + "license").Single().Value);
        Assert.NotEmpty(nuspec.Descendants(space + "description").Single().Value);
        Assert.NotEmpty(nuspec.Descendants(space + "tags").Single().Value);
    }

    [Theory]
    [InlineData("Ser.Core")]
    [InlineData("Ser.Audio")]
    [InlineData("Ser.Features")]
    [InlineData("Ser.Inference")]
    public void Symbols_name_the_sources_by_their_place_in_the_repository(string id)
    {
        using var package = packed.Open(id, ".snupkg");
        using var content = new MemoryStream();
        using (var entry = package.GetEntry($"lib/net10.0/{id}.pdb")!.Open())
        {
            entry.CopyTo(content);
        }

        content.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(content);
        var symbols = provider.GetMetadataReader();
        var sources = symbols.Documents.Select(handle => symbols.GetString(symbols.GetDocument(handle).Name));
        Assert.Contains(sources, source => source.StartsWith($"/_/src/{id}/", StringComparison.Ordinal));
        Assert.All(sources, source => Assert.StartsWith("/_/", source, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_else_becomes_a_package() => Assert.Equal(
        [.. PackedSer.Libraries.Append("ser").Select(id => $"{id}.{PackedSer.Version}.nupkg").Order(StringComparer.Ordinal)],
        Directory.GetFiles(packed.Packages, "*.nupkg").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void The_tool_holds_no_libtorch()
    {
        using var package = packed.Open("ser");
        Assert.DoesNotContain(package.Entries, entry => IsTorch(entry.FullName));
        Assert.Contains(package.Entries, entry => entry.Name == "README.md");
        Assert.Contains(package.Entries, entry => entry.Name == "LICENSE");
    }

    private static bool IsTorch(string file) => file.Contains("torch", StringComparison.OrdinalIgnoreCase);
}
