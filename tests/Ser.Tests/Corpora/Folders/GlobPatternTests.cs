using Ser.Corpora;

namespace Ser.Tests.Corpora;

public sealed class GlobPatternTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;

    public GlobPatternTests()
    {
        foreach (string file in (string[])["b.wav", "a.wav", "a.txt", ".hidden.wav", "calls/1.wav", "calls/2.mp3", "calls/deep/er/3.wav", "calls/.cache/4.wav", "a[1].wav", "raw/x.pcm"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllText(Path.Combine(folder, file), "");
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("*.wav", "a.wav a[1].wav b.wav")]
    [InlineData("*", "a.wav a[1].wav b.wav")]                       // what may hold sound
    [InlineData("*.txt", "a.txt")]                                  // what was asked for
    [InlineData("?.wav", "a.wav b.wav")]
    [InlineData("[!a]*.wav", "b.wav")]
    [InlineData("[a-b].wav", "a.wav b.wav")]
    [InlineData(".*.wav", ".hidden.wav")]
    [InlineData("calls/**/*.wav", "calls/1.wav calls/deep/er/3.wav")]
    [InlineData("**", "a.wav a[1].wav b.wav calls/1.wav calls/2.mp3 calls/deep/er/3.wav")]
    [InlineData("**/er/*", "calls/deep/er/3.wav")]
    [InlineData("c*/[0-9].*", "calls/1.wav calls/2.mp3")]
    [InlineData("calls/*/*/*.wav", "calls/deep/er/3.wav")]
    [InlineData("raw/*.pcm", "raw/x.pcm")]
    [InlineData("none/*.wav", "")]
    [InlineData("*.ogg", "")]
    public void A_pattern_finds_what_a_shell_would_in_order(string pattern, string expected) => Assert.Equal(
        expected,
        string.Join(' ', GlobPattern.Expand(Path.Combine(folder, pattern)).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))));

    [Fact]
    public void Links_in_a_circle_come_to_an_end()
    {
        Directory.CreateSymbolicLink(Path.Combine(folder, "calls", "again"), folder);
        Assert.Equal(2, GlobPattern.Expand(Path.Combine(folder, "calls/**/*.wav")).Count);
    }

    [Fact]
    public void A_file_that_looks_like_a_pattern_is_a_file()
    {
        Assert.False(GlobPattern.Is(Path.Combine(folder, "a[1].wav")));
        Assert.True(GlobPattern.Is(Path.Combine(folder, "a[2].wav")));
        Assert.False(GlobPattern.Is("a.wav"));
    }

    [Theory]
    [InlineData("abc", "a*c", true)]
    [InlineData("abc", "a*b", false)]
    [InlineData("", "*", true)]
    [InlineData("", "?", false)]
    [InlineData("a]", "a[]]", true)]
    [InlineData("a-", "a[+-]", true)]
    [InlineData("[", "[", true)]           // not closed: itself
    [InlineData("mississippi", "m*iss*ip*i", true)]
    [InlineData("mississippi", "m*iss*ix*i", false)]
    public void A_name_fits_a_part_or_not(string name, string part, bool fits) => Assert.Equal(fits, GlobPattern.Fits(name, part));

    [Fact]
    public void Many_stars_do_not_take_forever() =>
        Assert.False(GlobPattern.Fits(new string('a', 250), string.Concat(Enumerable.Repeat("*a", 60)) + "*b"));
}
