using Ser.Evaluation;

namespace Ser.Tests.Evaluation;

public sealed class FoldSpreadTests
{
    [Fact]
    public void The_deviation_divides_by_one_less_than_the_folds()
    {
        var spread = FoldSpread.Of([0.6, 0.7, 0.8]);
        Assert.Equal(0.7, spread.Mean, tolerance: 1e-12);
        Assert.Equal(0.1, spread.StandardDeviation!.Value, tolerance: 1e-12);   // √((0.01 + 0 + 0.01) / 2)
    }

    [Fact]
    public void One_fold_has_no_deviation() => Assert.Equal(new FoldSpread(0.5, null), FoldSpread.Of([0.5]));

    [Fact]
    public void No_folds_have_no_mean() => Assert.Equal("values", Assert.Throws<ArgumentException>(() => FoldSpread.Of([])).ParamName);
}
