using Ser.Core;
using Ser.Features;

namespace Ser.Tests.Features.Statistics;

public sealed class ClipStatisticsTests
{
    private static readonly Statistic[] All = Enum.GetValues<Statistic>();

    [Fact]
    public void Numbers_on_paper_come_out()
    {
        // 1 2 3 4 10: mean 4, deviations −3 −2 −1 0 6, m2 = 10, m3 = 36, m4 = 278.8
        float[] actual = Of([4, 1, 10, 3, 2]);
        double[] expected = [4, Math.Sqrt(10), 1, 10, 3, 1.2, 2, 4, 8.8, 36 / Math.Pow(10, 1.5), 2.788 - 3];
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Names_go_column_by_column()
    {
        Assert.Equal(
            ["mfcc_03_mean", "mfcc_03_p05", "rms_mean", "rms_p05"],
            ClipStatistics.Names(["mfcc_03", "rms"], [Statistic.Mean, Statistic.P05]));
        Assert.Equal("mean std min max median p05 p25 p75 p95 skewness kurtosis", string.Join(' ', All.Select(ClipStatistics.NameOf)));
        var matrix = new FeatureMatrix(["a", "b"], 2, 0.01, [1, 3, 10, 20]);
        Assert.Equal([2, 3, 15, 20], ClipStatistics.Compute(matrix, [Statistic.Mean, Statistic.Max]));
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(-1131.3708f)]
    [InlineData(1e-38f)]
    public void A_constant_column_has_no_shape(float value)
    {
        float[] actual = Of([.. Enumerable.Repeat(value, 1001)]);
        Assert.Equal([value, 0, value, value, value, value, value, value, value, 0, 0], actual);
    }

    [Fact]
    public void Frames_without_a_value_are_left_out()
    {
        Assert.Equal(Of([1, 2, 7]), Of([float.NaN, 1, float.NaN, 2, 7, float.NaN]));
        Assert.All(Of([float.NaN, float.NaN]), value => Assert.Equal(0, value));
        Assert.All(Of([]), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_column_that_starts_with_a_gap_does_not_shift_the_next_one()
    {
        var matrix = new FeatureMatrix(["f0", "rms"], 2, 0.01, [float.NaN, float.NaN, 1, 3]);
        Assert.Equal([0, 0, 2, 3], ClipStatistics.Compute(matrix, [Statistic.Mean, Statistic.Max]));
    }

    [Fact]
    public void Order_of_frames_does_not_matter_and_scale_does_as_it_should()
    {
        float[] x = Signals.Noise(501);
        float[] once = Of(x), backwards = Of([.. x.Reverse()]), scaled = Of([.. x.Select(value => 5 - (8 * value))]);
        Assert.All(once.Zip(backwards), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Equal(5 - (8 * once[0]), scaled[0], 1e-6);
        Assert.Equal(8 * once[1], scaled[1], 1e-6);
        Assert.Equal(5 - (8 * once[(int)Statistic.P05]), scaled[(int)Statistic.P95], 1e-5);
        Assert.Equal(-once[(int)Statistic.Skewness], scaled[(int)Statistic.Skewness], 1e-4);
        Assert.Equal(once[(int)Statistic.Kurtosis], scaled[(int)Statistic.Kurtosis], 1e-4);
    }

    [Fact]
    public void Text_is_read_as_statistics()
    {
        Assert.Equal([Statistic.Mean, Statistic.Std, Statistic.P95], ClipStatistics.Parse("mean,std,p95"));
        Assert.Equal([Statistic.Kurtosis, Statistic.Mean], ClipStatistics.Parse(" Kurtosis , mean"));
        Assert.Equal(All, ClipStatistics.Parse(string.Join(',', All.Select(ClipStatistics.NameOf))));
    }

    [Theory]
    [InlineData("mean,variance", "'variance'")]
    [InlineData("p50", "'p50'")]
    [InlineData("", "''")]
    [InlineData("mean,,std", "''")]
    [InlineData("0", "'0'")]
    [InlineData("mean,std,MEAN", "'MEAN' comes twice")]
    public void What_is_no_statistic_is_a_user_error_that_names_it(string text, string named)
    {
        var error = Assert.Throws<UserError>(() => ClipStatistics.Parse(text));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_statistic_that_there_is_not_is_refused()
    {
        var matrix = new FeatureMatrix(["a"], 1, 0.01, [1]);
        Assert.Throws<ArgumentOutOfRangeException>("statistic", () => ClipStatistics.Compute(matrix, [(Statistic)11]));
        Assert.Throws<ArgumentOutOfRangeException>("statistic", () => ClipStatistics.Names(["a"], [(Statistic)(-1)]));
    }

    private static float[] Of(float[] column) => ClipStatistics.Compute(new FeatureMatrix(["a"], column.Length, 0.01, column), All);
}
