using Ser.Reporting;

namespace Ser.Tests.Reporting.Graphics;

public sealed class EnvelopeTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1000, 7)]
    [InlineData(100_003, 834)]
    public void Every_extreme_is_kept_in_its_column(int length, int columns)
    {
        var random = new Random(length);
        float[] values = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
        values[length / 2] = 9;   // a click of one sample
        var envelope = Envelope.Of(values, columns);
        Assert.Equal(values.Max(), envelope.Highs.Max());
        Assert.Equal(values.Min(), envelope.Lows.Min());
        int column = Enumerable.Range(0, columns).Last(column => (long)length * column / columns <= length / 2);
        Assert.Equal(column, Array.IndexOf([.. envelope.Highs], 9f));
        Assert.Equal(values.Average(), envelope.Means.Average(), 0.01f);
    }

    [Fact]
    public void Columns_without_values_are_gaps()
    {
        var envelope = Envelope.Of([1, float.NaN, float.NaN, float.NaN, 3, 2], 3);
        Assert.Equal([1, float.NaN, 2], envelope.Lows);
        Assert.Equal([1, float.NaN, 3], envelope.Highs);
        Assert.Equal([1, float.NaN, 2.5f], envelope.Means);
        Assert.Equal([float.NaN], Envelope.Of([], 1).Lows);
    }
}
