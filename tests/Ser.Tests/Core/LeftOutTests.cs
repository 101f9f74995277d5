using Ser.Core;

namespace Ser.Tests.Core;

public sealed class LeftOutTests
{
    [Fact]
    public void A_few_files_are_all_named() =>
        Assert.Equal(["left out: a.wav: empty", "left out: b.wav: empty"], LeftOut.Describe(["a.wav: empty", "b.wav: empty"]));

    [Fact]
    public void Of_many_files_the_first_are_named_and_the_rest_is_counted()
    {
        string[] lines = [.. LeftOut.Describe([.. Enumerable.Range(0, 1440).Select(i => $"{i}.flac: no libsndfile")])];
        Assert.Equal(11, lines.Length);
        Assert.Equal("left out: 0.flac: no libsndfile", lines[0]);
        Assert.Equal("left out: 1430 more files", lines[^1]);
    }

    [Fact]
    public void Nothing_left_out_is_nothing_said() => Assert.Empty(LeftOut.Describe([]));
}
