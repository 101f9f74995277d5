using Ser.Training.Fitting;

namespace Ser.Tests.Training.Fitting;

public sealed class LearningRateScheduleTests
{
    private readonly LearningRateSchedule schedule = new(Peak: 0.002, Updates: 1000, Warmup: 0.1);

    [Fact]
    public void It_starts_at_a_tenth_peaks_after_the_warm_up_and_ends_near_nothing()
    {
        Assert.Equal(0.0002, schedule.At(0), 1e-12);
        Assert.Equal(0.002, schedule.At(100), 1e-12);
        Assert.Equal(0.002 * (0.002 + (0.998 * 0.5)), schedule.At(550), 1e-12);   // halfway down the cosine
        Assert.Equal(0.002 * 0.002, schedule.At(1000), 1e-12);
    }

    [Fact]
    public void It_rises_and_then_falls_without_a_step()
    {
        for (int update = 1; update <= 1000; update++)
        {
            double change = schedule.At(update) - schedule.At(update - 1);
            Assert.True(update <= 100 ? change > 0 : change <= 0);
            Assert.InRange(Math.Abs(change), 0, 0.002 * 0.01);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_shortest_runs_have_a_rate_as_well(int updates)
    {
        var short_ = new LearningRateSchedule(1, updates, 0.1);
        for (int update = 0; update < updates; update++)
        {
            Assert.InRange(short_.At(update), 0.001, 1);
        }
    }
}
