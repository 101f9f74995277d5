using System.Text.Json;
using Ser.Core;
using Ser.Evaluation;

namespace Ser.Tests.Evaluation;

public sealed class ReliabilityTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(15)]
    public void Bins_and_errors_are_those_of_the_reference(int bins)
    {
        Assert.All(ReferenceCase.All().Where(one => one.Probabilities is not null), one =>
        {
            var expected = one[$"ece_{bins}"];
            var filled = Reliability.Of(one.Truth, one.Probabilities!, bins);
            Assert.Equal(expected.GetProperty("ece").GetDouble(), Reliability.ExpectedError(filled), 1e-12);
            Assert.Equal(expected.GetProperty("mce").GetDouble(), Reliability.MaximumError(filled), 1e-12);
            Assert.Equal(expected.GetProperty("bins").GetArrayLength(), filled.Count);
            foreach (var (row, bin) in expected.GetProperty("bins").EnumerateArray().Zip(filled))
            {
                Assert.Equal(row.GetProperty("bin").GetInt32() / (double)bins, bin.Low, 1e-15);
                Assert.Equal((row.GetProperty("bin").GetInt32() + 1) / (double)bins, bin.High, 1e-15);
                Assert.Equal(row.GetProperty("count").GetInt32(), bin.Clips);
                Assert.Equal(row.GetProperty("confidence").GetDouble(), bin.Confidence, 1e-12);
                Assert.Equal(row.GetProperty("accuracy").GetDouble(), bin.Accuracy, 1e-12);
            }
        });
    }

    [Theory]
    [InlineData(10)]
    [InlineData(15)]
    public void A_confidence_on_an_edge_lies_in_the_lower_bin(int bins)
    {
        var table = ReferenceCase.Table("ece_bin_assignment");
        double[] confidences = table.GetProperty("confidence").Deserialize<double[]>()!;
        int[] expected = table.GetProperty($"bin_of_{bins}").Deserialize<int[]>()!;
        Assert.Equal(expected, confidences.Select(p => (int)Math.Round(bins * Assert.Single(Reliability.Of([0], [[p, 0]], bins)).Low)));
    }

    [Fact]
    public void Zero_lies_in_the_first_bin_and_what_rounding_put_above_one_in_the_last()
    {
        Assert.Equal(new ReliabilityBin(0, 0.5, 1, 0, 1), Assert.Single(Reliability.Of([0], [[0.0, 0.0]], bins: 2)));
        Assert.Equal(1, Assert.Single(Reliability.Of([0], [[1 + 1e-7, 0.0]])).High);
    }

    [Fact]
    public void Of_equal_probabilities_the_first_class_is_meant()
    {
        Assert.Equal(1, Assert.Single(Reliability.Of([0], [[0.5, 0.5]])).Accuracy);
        Assert.Equal(0, Assert.Single(Reliability.Of([1], [[0.5, 0.5]])).Accuracy);
    }

    [Fact]
    public void A_model_that_is_right_as_often_as_it_is_sure_has_an_error_near_zero_and_a_boaster_has_what_it_boasts()
    {
        var random = new KeyedRandom(4, "", "calibration");
        double[][] honest = [.. Enumerable.Range(0, 40_000).Select(_ => random.Uniform(0.5, 1)).Select(p => new[] { p, 1 - p })];
        int[] truth = [.. honest.Select(row => random.Chance(row[0]) ? 0 : 1)];

        // Eight bins of 5 000 clips: standard error of a bin √(p q / n) ≤ 0.007, of the mean gap less.
        Assert.InRange(Reliability.ExpectedError(Reliability.Of(truth, honest)), 0, 0.012);

        double[][] boasting = [.. honest.Select(_ => new[] { 1.0, 0.0 })];
        double right = truth.Count(index => index == 0) / (double)truth.Length;
        Assert.Equal(1 - right, Reliability.ExpectedError(Reliability.Of(truth, boasting)), 1e-12);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("truth", () => Reliability.Of([], []));
        Assert.Throws<ArgumentException>("probabilities", () => Reliability.Of([0], [[double.NaN, 0]]));
        Assert.Throws<ArgumentOutOfRangeException>("bins", () => Reliability.Of([0], [[1.0]], bins: 0));
    }
}
