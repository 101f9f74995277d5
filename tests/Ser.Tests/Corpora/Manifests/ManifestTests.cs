using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Manifests;

/// <summary>A manifest that is read row by row, where nothing but the file needs to be told.</summary>
public sealed class ManifestTests : IDisposable
{
    private readonly RecordingsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_tell_what_they_tell_and_files_need_not_be_there()
    {
        File.WriteAllText(folder.At("list.csv"), "file,label,speaker,start,end,split,parent\na.wav,hapy,ann,1,2,test,b.wav\nb.wav\n");
        Assert.Equal(
            [
                new Recording(folder.At("a.wav"), "a.wav#1-2", "hapy", "ann") { Start = 1, End = 2, GivenPart = Part.Test, Parent = "b.wav" },
                new Recording(folder.At("b.wav"), "b.wav", null, null),
            ],
            Manifest.Read(folder.At("list.csv")));
    }

    [Fact]
    public void Rows_before_a_faulty_one_are_handed_on()
    {
        File.WriteAllText(folder.At("list.csv"), "file\na.wav\n../b.wav\n");
        using var rows = Manifest.Read(folder.At("list.csv")).GetEnumerator();
        Assert.True(rows.MoveNext());
        Assert.Contains("row 3, column 'file': '../b.wav' leaves the folder", Assert.Throws<UserError>(() => rows.MoveNext()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.csv", true)]
    [InlineData("a.TSV", true)]
    [InlineData("x/a.jsonl", true)]
    [InlineData("a.json", false)]
    [InlineData("csv", false)]
    [InlineData("a.wav", false)]
    public void The_extension_tells_a_manifest(string path, bool isOne) => Assert.Equal(isOne, Manifest.Is(path));
}
