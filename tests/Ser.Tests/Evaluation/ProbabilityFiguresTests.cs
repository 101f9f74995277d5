using System.Text.Json;
using Ser.Evaluation;

namespace Ser.Tests.Evaluation;

public sealed class ProbabilityFiguresTests
{
    [Fact]
    public void They_are_those_of_scikit_learn()
    {
        Assert.All(ReferenceCase.All().Where(one => one.Probabilities is not null), one =>
        {
            Assert.Equal(one.Figure("log_loss")!.Value, ProbabilityFigures.LogLoss(one.Truth, one.Probabilities!), 1e-12);
            Assert.Equal(one.Figure("top_2_accuracy")!.Value, ProbabilityFigures.TopAccuracy(one.Truth, one.Probabilities!, 2), 1e-12);
            Assert.Equal(one.Figure("top_3_accuracy")!.Value, ProbabilityFigures.TopAccuracy(one.Truth, one.Probabilities!, 3), 1e-12);

            double? area = ProbabilityFigures.RocAuc(one.Truth, one.Probabilities!);
            Same(one.Figure("roc_auc_macro_over_defined_classes"), area, 1e-12);
            if (one.Figure("roc_auc_ovr_macro") is double macro)   // an error where the truth lacks a class
            {
                Same(macro, area, 1e-12);
            }

            var areas = ProbabilityFigures.RocAucs(one.Truth, one.Probabilities!);
            Assert.Equal(one.Labels.Length, areas.Count);
            foreach (var (expected, actual) in one["roc_auc_one_vs_rest_per_class"].EnumerateArray().Zip(areas))
            {
                Same(expected.ValueKind == JsonValueKind.Number ? expected.GetDouble() : null, actual, 1e-12);
            }

            Assert.Equal(one.Figure("brier_multiclass_sum")!.Value, ProbabilityFigures.Brier(one.Truth, one.Probabilities!), 1e-12);
        });
    }

    [Fact]
    public void Brier_is_the_squared_distance_from_the_truth()
    {
        double[][] rows = [[0.5, 0.25, 0.25], [0, 1, 0]];
        Assert.Equal((0.375 + 2) / 2, ProbabilityFigures.Brier([0, 2], rows));   // ¼ + 1/16 + 1/16, and a certain error
        Assert.Equal(0, ProbabilityFigures.Brier([1], [[0.0, 1.0]]));
    }

    [Fact]
    public void Log_loss_is_the_mean_of_the_logarithms()
    {
        double[][] rows = [[0.5, 0.5], [0.25, 0.75]];
        Assert.Equal((Math.Log(2) + Math.Log(4)) / 2, ProbabilityFigures.LogLoss([0, 0], rows), 1e-15);
    }

    [Fact]
    public void A_certain_error_costs_36_nats_and_not_infinity()
    {
        Assert.Equal(52 * Math.Log(2), ProbabilityFigures.LogLoss([0], [[0.0, 1.0]]), 1e-12);
    }

    [Fact]
    public void Equal_scores_count_half_in_the_area()
    {
        // Class 1: scores 0.5 (own), 0.5 and 0.2 (others): one pair tied, one won.
        double[][] rows = [[0.5, 0.5], [0.5, 0.5], [0.8, 0.2]];
        Assert.Equal(0.75, ProbabilityFigures.RocAuc([1, 0, 0], rows));
    }

    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order()
    {
        var random = new Ser.Core.KeyedRandom(1, "", "");
        int[] truth = [.. Enumerable.Range(0, 60).Select(_ => random.Below(2))];
        double[] scores = [.. truth.Select(_ => random.Below(10) / 10.0)];   // tenths, so that there are ties
        double won = 0, pairs = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            for (int j = 0; j < truth.Length; j++)
            {
                if (truth[i] == 1 && truth[j] == 0)
                {
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }

        double[][] rows = [.. scores.Select(score => new[] { 1 - score, score })];
        Assert.Equal(won / pairs, ProbabilityFigures.RocAuc(truth, rows)!.Value, 1e-12);
    }

    [Fact]
    public void Every_class_is_among_as_many_places_as_there_are_classes()
    {
        double[][] rows = [[0.2, 0.3, 0.5]];
        Assert.Equal(0, ProbabilityFigures.TopAccuracy([0], rows, 2));
        Assert.Equal(1, ProbabilityFigures.TopAccuracy([0], rows, 3));
        Assert.Equal(1, ProbabilityFigures.TopAccuracy([0], rows, 9));
    }

    [Fact]
    public void Probabilities_that_do_not_fit_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("truth", () => ProbabilityFigures.LogLoss([], []));
        Assert.Throws<ArgumentException>("truth", () => ProbabilityFigures.RocAuc([2], [[0.5, 0.5]]));
        Assert.Throws<ArgumentException>("probabilities", () => ProbabilityFigures.LogLoss([0, 1], [[0.5, 0.5]]));
        Assert.Throws<ArgumentException>("probabilities", () => ProbabilityFigures.RocAuc([0, 1], [[0.5, 0.5], [1.0]]));
        Assert.Throws<ArgumentException>("probabilities", () => ProbabilityFigures.LogLoss([0], [[double.NaN, 0.5]]));
        Assert.Throws<ArgumentException>("probabilities", () => ProbabilityFigures.LogLoss([0], [[-0.1, 1.0]]));
        Assert.Throws<ArgumentException>("probabilities", () => ProbabilityFigures.Brier([0], [[1.5, 0.5]]));
        Assert.Throws<ArgumentException>("probabilities", () => ProbabilityFigures.TopAccuracy([0], [[87.3, 12.7]], 1));
        Assert.Throws<ArgumentOutOfRangeException>("places", () => ProbabilityFigures.TopAccuracy([0], [[1.0]], 0));
    }

    private static void Same(double? expected, double? actual, double tolerance)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is double figure)
        {
            Assert.Equal(figure, actual!.Value, tolerance);
        }
    }
}
