using Ser.Features;

namespace Ser.Tests.Features.Pitch;

public sealed class PerturbationTests
{
    // Periods of 10, 11, 10, 12, 10, 11 ms.
    private static readonly double[] Marks = [0, 0.010, 0.021, 0.031, 0.043, 0.053, 0.064];

    [Fact]
    public void Jitter_is_what_the_formulas_give_on_paper()
    {
        Assert.Equal((6, 0.064 / 6), Perturbation.Periods(Marks));
        Assert.Equal(1.4 / (64 / 6.0), Perturbation.JitterLocal(Marks), 1e-12);          // (1 + 1 + 2 + 2 + 1) / 5 ms
        Assert.Equal(0.9 / (64 / 6.0), Perturbation.JitterPpq5(Marks), 1e-12);           // (|10 − 10.6| + |12 − 10.8|) / 2 ms
    }

    [Fact]
    public void Shimmer_is_what_the_formulas_give_on_paper()
    {
        double[] amplitudes = [double.NaN, 1, 1.1, 1, 1.2, 1.1, double.NaN];
        Assert.Equal(0.125 / 1.08, Perturbation.ShimmerLocal(Marks, amplitudes), 1e-12);   // (0.1 + 0.1 + 0.2 + 0.1) / 4
        double[] db = [1.1, 1.1, 1.2, 1.2 / 1.1];
        Assert.Equal(db.Average(ratio => 20 * Math.Log10(ratio)), Perturbation.ShimmerDb(Marks, amplitudes), 1e-12);
    }

    [Fact]
    public void Gaps_and_leaps_do_not_count()
    {
        double[] gap = [.. Marks, .. Marks.Select(mark => mark + 0.1)];
        Assert.Equal(12, Perturbation.Periods(gap).Count);
        Assert.Equal(0.064 / 6, Perturbation.Periods(gap).MeanSeconds, 1e-12);
        Assert.Equal(Perturbation.JitterLocal(Marks), Perturbation.JitterLocal(gap), 1e-9);
        Assert.True(double.IsNaN(Perturbation.JitterLocal([0, 0.005, 0.012, 0.017])));      // 7 / 5 is above 1.3
        Assert.True(double.IsNaN(Perturbation.ShimmerLocal([0, 0.005], [1, 1.7])));         // above 1.6
    }

    [Fact]
    public void Too_few_marks_give_NaN()
    {
        for (int count = 0; count < 3; count++)
        {
            Assert.True(double.IsNaN(Perturbation.JitterLocal(Marks.AsSpan(0, count))));
            Assert.True(double.IsNaN(Perturbation.JitterPpq5(Marks.AsSpan(0, count))));
        }

        Assert.True(double.IsNaN(Perturbation.ShimmerDb([], [])));
        Assert.Throws<ArgumentException>("amplitudes", () => Perturbation.ShimmerLocal(Marks, [1]));
    }
}
