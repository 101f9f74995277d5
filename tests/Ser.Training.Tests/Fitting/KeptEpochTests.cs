using Ser.Training.Fitting;

namespace Ser.Tests.Training.Fitting;

public sealed class KeptEpochTests
{
    [Theory]
    [InlineData(0.6, 1.0, 0.5, 0.5, true)]
    [InlineData(0.5, 0.5, 0.6, 1.0, false)]
    [InlineData(0.5, 0.9, 0.5, 1.0, true)]
    [InlineData(0.5, 1.0, 0.5, 1.0, false)]
    [InlineData(0.5, double.NaN, 0.5, 1.0, false)]
    public void The_higher_recall_wins_and_among_equals_the_lower_loss(double uarA, double lossA, double uarB, double lossB, bool better)
    {
        Assert.Equal(better, KeptEpoch.IsBetter(Report(uarA, lossA), Report(uarB, lossB)));
    }

    private static EpochReport Report(double uar, double loss) => new(1, 1, 0, 0, loss, uar, 0, 0);
}
