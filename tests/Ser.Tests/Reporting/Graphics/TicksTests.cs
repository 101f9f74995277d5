using System.Globalization;
using Ser.Reporting;

namespace Ser.Tests.Reporting.Graphics;

public sealed class TicksTests
{
    [Fact]
    public void Ticks_are_nice_in_any_range()
    {
        var random = new Random(20);
        for (int trial = 0; trial < 5000; trial++)
        {
            double range = Math.Pow(10, (random.NextDouble() * 12) - 6), low = (random.NextDouble() - 0.5) * 10 * range, high = low + range;
            int parts = random.Next(1, 12);
            string what = $"trial {trial}: {low} … {high} in {parts}";
            double step = Ticks.Step(range, parts);
            double digit = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9));
            Assert.True(new[] { 1.0, 2, 5 }.Any(nice => Math.Abs(digit - nice) < 1e-9), what);
            Assert.True(range / step <= parts * (1 + 1e-6) && range / step > parts / 2.5 * (1 - 1e-6), what);   // no coarser than it must be

            var ticks = Ticks.Nice(low, high, parts);
            Assert.True(ticks.Count <= parts + 1, what);
            Assert.Equal(ticks.Count, ticks.Select(tick => tick.Label).Distinct().Count());
            foreach (var tick in ticks)
            {
                Assert.True(tick.Value >= low - (step * 1e-6) && tick.Value <= high + (step * 1e-6), what);
                double read = double.Parse(tick.Label.Replace('−', '-'), CultureInfo.InvariantCulture);
                Assert.True(Math.Abs(read - tick.Value) < step * 1e-3, $"{what}: {tick}");
            }
        }
    }

    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-80, 0, 4, "−80 −60 −40 −20 0")]
    [InlineData(0, 0.3, 3, "0.0 0.1 0.2 0.3")]
    [InlineData(0, 3000, 3, "0 1000 2000 3000")]
    [InlineData(0.001, 0.01, 2, "0.005 0.010")]
    public void Labels_have_as_many_digits_as_the_step(double low, double high, int parts, string labels) =>
        Assert.Equal(labels, Labels(Ticks.Nice(low, high, parts)));

    [Theory]
    [InlineData(4, "0.0 0.5 1.0 1.5 2.0 2.5 3.0 3.5 4.0")]
    [InlineData(0.01, "0.000 0.001 0.002 0.003 0.004 0.005 0.006 0.007 0.008 0.009 0.010")]
    [InlineData(300, "0:00 0:30 1:00 1:30 2:00 2:30 3:00 3:30 4:00 4:30 5:00")]
    [InlineData(3700, "0:00 10:00 20:00 30:00 40:00 50:00 1:00:00")]
    public void Long_clips_count_minutes(double seconds, string labels) => Assert.Equal(labels, Labels(Ticks.Time(seconds, 10)));

    [Fact]
    public void Any_length_of_time_has_marks()
    {
        for (double seconds = 1e-5; seconds < 1e9; seconds *= 1.3)
        {
            Assert.InRange(Ticks.Time(seconds, 10).Count, 3, 11);
        }
    }

    [Fact]
    public void Frequencies_are_those_of_the_field() =>
        Assert.Equal("100 200 500 1k 2k 4k 8k", Labels(Ticks.Hz(0, 8000)));

    [Fact]
    public void Labels_that_stand_too_close_are_dropped_and_their_marks_stay()
    {
        var ticks = Ticks.Thinned(Ticks.Hz(100, 1000), hz => hz / 20, room: 12);
        Assert.Equal([100, 200, 500, 1000], ticks.Select(tick => tick.Value));
        Assert.Equal(["", "200", "500", "1k"], ticks.Select(tick => tick.Label));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, 0)]
    public void A_range_must_be_positive(double range, int parts) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Ticks.Step(range, parts));

    private static string Labels(IEnumerable<Tick> ticks) => string.Join(' ', ticks.Select(tick => tick.Label));
}
