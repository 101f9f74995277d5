using System.Text.Json;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Ser.Evaluation;

namespace Ser.Tests.Evaluation;

public sealed class McNemarTests
{
    [Fact]
    public void The_p_values_are_those_of_scipy()
    {
        Assert.All(ReferenceCase.Table("mcnemar").EnumerateArray(), row =>
        {
            int b = row.GetProperty("b").GetInt32(), c = row.GetProperty("c").GetInt32();
            var result = McNemar.Test(b, c);
            Assert.Equal((b, c), (result.B, result.C));
            Near(row.GetProperty("exact_p_two_sided").GetDouble(), result.ExactP);
            if (b + c > 0)   // else the others have no value there
            {
                Near(row.GetProperty("mid_p").GetDouble(), result.MidP);
                Near(row.GetProperty("chi2_corrected_floored_at_0").GetDouble(), result.ChiSquared);
                Near(row.GetProperty("p_corrected_floored_at_0").GetDouble(), result.CorrectedP);
            }
        });
    }

    [Fact]
    public void They_are_those_of_the_distributions_for_any_counts()
    {
        for (int b = 0; b < 60; b += 3)
        {
            for (int c = 0; c < 60; c++)
            {
                if (b == c)
                {
                    continue;
                }

                int m = Math.Min(b, c), n = b + c;
                double below = Enumerable.Range(0, m).Sum(i => SpecialFunctions.Binomial(n, i)) * Math.ScaleB(1, -n);
                double at = SpecialFunctions.Binomial(n, m) * Math.ScaleB(1, -n);
                var result = McNemar.Test(b, c);
                Near(Math.Min(1, 2 * (below + at)), result.ExactP, 1e-10);   // MathNet's binomial is a rounded exponential
                Near((2 * below) + at, result.MidP, 1e-10);
                Near(SpecialFunctions.Erfc(Math.Sqrt(result.ChiSquared / 2)), result.CorrectedP, 1e-10);
            }
        }
    }

    [Fact]
    public void Nobody_better_gives_one_and_swapping_the_models_changes_no_p()
    {
        Assert.Equal(new McNemarResult(0, 0, 1, 1, 0, 1), McNemar.Test(0, 0));
        Assert.Equal(new McNemarResult(7, 7, 1, 1, 0, 1), McNemar.Test(7, 7));
        var (first, swapped) = (McNemar.Test(31, 17), McNemar.Test(17, 31));
        Assert.Equal(first, swapped with { B = 31, C = 17 });
        Assert.Equal(2.0 / 1024, McNemar.Test(10, 0).ExactP);
        Assert.Equal((0.0595, 0.0444, 0.0606), (Math.Round(first.ExactP, 4), Math.Round(first.MidP, 4), Math.Round(first.CorrectedP, 4)));   // docs/evaluation.md
    }

    [Fact]
    public void Large_counts_stay_exact_and_tiny_p_values_end_at_zero()
    {
        // 100 000 coins, 50 500 of them heads: the normal distribution says it to four digits at z = 999 / √100000.
        double normal = 2 * Normal.CDF(0, 1, -999 / Math.Sqrt(100_000));
        var result = McNemar.Test(50_500, 49_500);
        Assert.Equal(1, result.ExactP / normal, 1e-3);
        Assert.Equal(normal, result.CorrectedP, 1e-12);
        Assert.InRange(result.MidP, 0.98 * result.ExactP, result.ExactP);
        Assert.Equal(0, McNemar.Test(100_000, 0).ExactP);
        Assert.Equal(0, McNemar.Test(0, int.MaxValue).CorrectedP);
    }

    [Fact]
    public void Clips_count_where_exactly_one_model_is_right()
    {
        int[] truth = [0, 0, 0, 1, 1, 2];
        int[] first = [0, 0, 1, 1, 0, 0];
        int[] second = [0, 1, 0, 0, 0, 1];
        Assert.Equal((2, 1), (McNemar.Test(truth, first, second).B, McNemar.Test(truth, first, second).C));
        Assert.Throws<ArgumentException>("first", () => McNemar.Test([0], [], [0]));
        Assert.Throws<ArgumentException>("second", () => McNemar.Test([0], [0], []));
        Assert.Throws<ArgumentOutOfRangeException>("b", () => McNemar.Test(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("c", () => McNemar.Test(0, -1));
    }

    private static void Near(double expected, double actual, double tolerance = 1e-12) =>
        Assert.Equal(expected, actual, tolerance * Math.Max(expected, double.Epsilon / tolerance));
}
