using Ser.Corpora;

namespace Ser.Tests.Corpora.Manifests;

public sealed class ManifestTimeTests
{
    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("1.5", 1.5)]
    [InlineData("1e1", 10.0)]
    [InlineData("0 days", 0.0)]
    [InlineData("0 days 00:00:01.500000", 1.5)]
    [InlineData("0 days 00:01:02.25", 62.25)]
    [InlineData("1 days 01:00:00", 90_000.0)]
    [InlineData("1 day 00:00:01", 86_401.0)]
    [InlineData("0 days +00:00:03", 3.0)]
    [InlineData("00:00:01.5", 1.5)]
    [InlineData("NaT", null)]
    public void Seconds_and_the_spans_of_pandas_are_read(string text, double? seconds)
    {
        Assert.True(ManifestTime.TryRead(text, out double? read));
        Assert.Equal(seconds, read);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-1 days +23:59:59")]
    [InlineData("one")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("1e400")]
    [InlineData("∞")]
    [InlineData("1 s")]
    [InlineData("00:01")]
    [InlineData("+")]
    [InlineData(" ")]
    public void Anything_else_is_no_time(string text) => Assert.False(ManifestTime.TryRead(text, out _));
}
