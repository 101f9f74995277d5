using System.Text.Json;
using Ser.Core;
using Ser.Evaluation;

namespace Ser.Tests.Evaluation;

public sealed class ClassificationFiguresTests
{
    private static readonly string[] Labels = ["angry", "happy", "sad"];

    [Fact]
    public void They_are_those_of_scikit_learn()
    {
        Assert.All(ReferenceCase.All(), one =>
        {
            var figures = ClassificationFigures.Measure(one.Labels, one.Truth, one.Predicted);
            Assert.Equal(one.Truth.Length, figures.Samples);
            Assert.Equal(one.Figure("accuracy")!.Value, figures.Accuracy, 1e-12);
            Assert.Equal(one.Figure("balanced_accuracy")!.Value, figures.Uar, 1e-12);
            Assert.Equal(one["confusion_matrix"].Deserialize<int[][]>(), figures.Confusion);
            Assert.Equal(one.Figure("matthews_corrcoef")!.Value, figures.Mcc, 1e-12);
            Assert.Equal(one.Figure("cohen_kappa") is null, figures.Kappa is null);
            Assert.Equal(one.Figure("cohen_kappa") ?? 0, figures.Kappa ?? 0, 1e-12);
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Precision_recall_f1_and_their_averages_are_those_of_scikit_learn_with_either_zero_division(int zeroDivision)
    {
        Assert.All(ReferenceCase.All(), one =>
        {
            var figures = ClassificationFigures.Measure(one.Labels, one.Truth, one.Predicted, zeroDivision: zeroDivision);
            Assert.Equal(zeroDivision, figures.ZeroDivision);
            Same(one.Figures($"prf_macro_present_labels_zero_division_{zeroDivision}"), figures.Macro);
            Same(one.Figures($"prf_weighted_present_labels_zero_division_{zeroDivision}"), figures.Weighted);
            Same(one.Figures($"prf_weighted_all_labels_zero_division_{zeroDivision}"), figures.Weighted);
            Same(one.Figures($"prf_micro_present_labels_zero_division_{zeroDivision}"), figures.Micro);
            Same(one.Figures($"prf_micro_all_labels_zero_division_{zeroDivision}"), figures.Micro);
            Same(
                one.Figures($"prf_macro_all_labels_zero_division_{zeroDivision}"),
                new AverageFigures(
                    figures.Classes.Average(row => row.Precision), figures.Classes.Average(row => row.Recall), figures.Classes.Average(row => row.F1)));

            var report = one[$"report_all_labels_zero_division_{zeroDivision}"];
            for (int i = 0; i < one.Labels.Length; i++)
            {
                var row = report.GetProperty($"{i}");
                Assert.Equal(row.GetProperty("precision").GetDouble(), figures.Classes[i].Precision, 1e-12);
                Assert.Equal(row.GetProperty("recall").GetDouble(), figures.Classes[i].Recall, 1e-12);
                Assert.Equal(row.GetProperty("f1-score").GetDouble(), figures.Classes[i].F1, 1e-12);
                Assert.Equal((int)row.GetProperty("support").GetDouble(), figures.Classes[i].Support);
            }
        });
    }

    [Fact]
    public void Where_zero_division_matters_is_said_and_nowhere_else()
    {
        Assert.All(ReferenceCase.All(), one =>
        {
            var zero = ClassificationFigures.Measure(one.Labels, one.Truth, one.Predicted);
            var unit = ClassificationFigures.Measure(one.Labels, one.Truth, one.Predicted, zeroDivision: 1);
            Assert.Equal(zero.Undefined, unit.Undefined);
            string[] differing = [.. zero.Classes.Zip(unit.Classes).SelectMany(pair => new[]
            {
                pair.First.Precision != pair.Second.Precision ? $"precision of {pair.First.Label}" : "",
                pair.First.Recall != pair.Second.Recall ? $"recall of {pair.First.Label}" : "",
                pair.First.F1 != pair.Second.F1 ? $"F1 of {pair.First.Label}" : "",
            }).Where(text => text.Length > 0)];
            Assert.Equal(differing, zero.Undefined.Select(text => text.Split(':')[0]));
        });
        Assert.Equal(
            ["recall of sad: no clip of it"], ClassificationFigures.Measure(Labels, [0, 0, 1, 1], [0, 2, 1, 1]).Undefined);
        Assert.Equal(
            ["precision of sad: never predicted", "recall of sad: no clip of it", "F1 of sad: no clip of it, and never predicted"],
            ClassificationFigures.Measure(Labels, [0, 0, 1, 1], [0, 1, 1, 1]).Undefined);
        Assert.Empty(ClassificationFigures.Measure(Labels, [0, 1, 2], [1, 2, 0]).Undefined);
    }

    [Fact]
    public void Figures_of_the_probabilities_differ_from_scikit_learn_by_the_rounding_to_float_only()
    {
        Assert.All(ReferenceCase.All().Where(one => one.Probabilities is not null), one =>
        {
            float[][] rows = [.. one.Probabilities!.Select(row => Array.ConvertAll(row, p => (float)p))];
            var figures = ClassificationFigures.Measure(one.Labels, one.Truth, one.Predicted, rows);

            // Rounding moves a probability, and so its logarithm, by 2⁻²⁴ of itself; the sum of the row by as much again.
            Assert.Equal(one.Figure("log_loss")!.Value, figures.LogLoss!.Value, 2 / (double)(1 << 24));
            Assert.Equal(one.Figure("top_2_accuracy"), figures.Top2);
            Assert.Equal(one.Figure("roc_auc_macro_over_defined_classes") ?? 0, figures.RocAuc ?? 0, 1e-12);
            Assert.Equal(one.Figure("brier_multiclass_sum")!.Value, figures.Brier!.Value, 4 / (double)(1 << 24));

            // Rounding moves mean confidences by 2⁻²⁴ at most, and no clip of these into another bin.
            Assert.Equal(one["ece_15"].GetProperty("ece").GetDouble(), figures.CalibrationError!.Value, 1 / (double)(1 << 24));
            Assert.Equal(one["ece_15"].GetProperty("mce").GetDouble(), figures.MaximumCalibrationError!.Value, 1 / (double)(1 << 24));
            Assert.Equal(one.Truth.Length, figures.Reliability!.Sum(bin => bin.Clips));
            Assert.Equal(
                one["roc_auc_one_vs_rest_per_class"].EnumerateArray().Select(area => area.ValueKind == JsonValueKind.Null),
                figures.Classes.Select(row => row.RocAuc is null));
        });
    }

    [Fact]
    public void Macro_averages_leave_out_a_label_that_nobody_used_and_count_one_that_was_only_predicted()
    {
        var unused = ClassificationFigures.Measure(Labels, [0, 0, 1, 1], [0, 1, 1, 1]);
        Assert.Equal(0.75, unused.Uar);
        Assert.Equal(0.75, unused.Macro.Recall);

        var onlyPredicted = ClassificationFigures.Measure(Labels, [0, 0, 1, 1], [0, 2, 1, 1]);
        Assert.Equal(0.75, onlyPredicted.Uar);
        Assert.Equal(0.5, onlyPredicted.Macro.Recall);
        Assert.Equal(3, onlyPredicted.Classes.Count);
    }

    [Fact]
    public void Perfect_predictions_have_1_everywhere()
    {
        var figures = ClassificationFigures.Measure(Labels, [0, 1, 2, 2], [0, 1, 2, 2], [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]]);
        Assert.Equal(new AverageFigures(1, 1, 1), figures.Macro);
        Assert.Equal(new AverageFigures(1, 1, 1), figures.Weighted);
        Assert.Equal((1, 1, 1, 1, 1, 1), (figures.Uar, figures.Accuracy, figures.Kappa, figures.Mcc, figures.RocAuc, figures.Top2));
        Assert.Equal(0, figures.LogLoss!.Value, 1e-15);
    }

    [Fact]
    public void Predictions_that_are_never_right_have_0_everywhere_but_in_the_figures_that_go_below()
    {
        var figures = ClassificationFigures.Measure(Labels, [0, 1, 2], [1, 2, 0]);
        Assert.Equal(new AverageFigures(0, 0, 0), figures.Macro);
        Assert.Equal((0, 0), (figures.Uar, figures.Accuracy));
        Assert.Equal(-0.5, figures.Kappa!.Value, 1e-15);
        Assert.Equal(-0.5, figures.Mcc, 1e-15);
    }

    [Fact]
    public void One_class_in_the_truth_leaves_only_the_figures_that_exist()
    {
        var figures = ClassificationFigures.Measure(Labels, [1, 1], [1, 1], [[0.1f, 0.8f, 0.1f], [0.2f, 0.7f, 0.1f]]);
        Assert.Equal((1, 1), (figures.Uar, figures.Accuracy));
        Assert.Null(figures.Kappa);
        Assert.Null(figures.RocAuc);
        Assert.NotNull(figures.LogLoss);
        Assert.DoesNotContain("NaN", figures.ToJson(indented: false), StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_clips_does_not_matter()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var (truth, predicted, rows) = Draw(seed, clips: 50, classes: 3);
            int[] order = [.. Enumerable.Range(0, truth.Length)];
            new KeyedRandom(seed, "", "order").Shuffle<int>(order);

            var before = ClassificationFigures.Measure(Labels, truth, predicted, rows);
            var after = ClassificationFigures.Measure(Labels, Take(truth, order), Take(predicted, order), Take(rows, order));
            Assert.True(before.ToJson(false) == after.ToJson(false), $"seed {seed}");   // to the last bit
        }
    }

    [Fact]
    public void The_order_of_the_labels_moves_rows_and_changes_no_figure()
    {
        int[] place = [2, 0, 1];   // where each label goes
        for (int seed = 0; seed < 20; seed++)
        {
            var (truth, predicted, rows) = Draw(seed, clips: 50, classes: 3);
            var before = ClassificationFigures.Measure(Labels, truth, predicted, rows);
            var after = ClassificationFigures.Measure(
                ["happy", "sad", "angry"],
                Array.ConvertAll(truth, i => place[i]),
                Array.ConvertAll(predicted, i => place[i]),
                Array.ConvertAll(rows, row => new[] { row[1], row[2], row[0] }));

            Assert.Equal(before.Classes.OrderBy(row => row.Label), after.Classes.OrderBy(row => row.Label));
            Assert.Equal(before.Uar, after.Uar, 1e-14);
            Assert.Equal(before.Accuracy, after.Accuracy);
            Assert.Equal(before.Macro.F1, after.Macro.F1, 1e-14);
            Assert.Equal(before.Weighted.F1, after.Weighted.F1, 1e-14);
            Assert.Equal(before.Kappa!.Value, after.Kappa!.Value, 1e-14);
            Assert.Equal(before.Mcc, after.Mcc, 1e-14);
            Assert.Equal(before.LogLoss!.Value, after.LogLoss!.Value, 1e-14);
            Assert.Equal(before.RocAuc!.Value, after.RocAuc!.Value, 1e-14);
            Assert.Equal(before.Brier!.Value, after.Brier!.Value, 1e-14);
            Assert.Equal(before.CalibrationError, after.CalibrationError);
            Assert.Equal(before.MaximumCalibrationError, after.MaximumCalibrationError);
            Assert.Equal(before.Reliability, after.Reliability);
            Assert.Equal(before.Confusion[0][1], after.Confusion[2][0]);
        }
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("truth", () => ClassificationFigures.Measure(Labels, [], []));
        Assert.Throws<ArgumentException>("predicted", () => ClassificationFigures.Measure(Labels, [0], []));
        Assert.Throws<ArgumentException>("probabilities", () => ClassificationFigures.Measure(Labels, [0], [0], []));
        Assert.Throws<ArgumentException>("probabilities", () => ClassificationFigures.Measure(Labels, [0], [0], [[0.5f, 0.5f]]));
        Assert.Throws<ArgumentException>("probabilities", () => ClassificationFigures.Measure(Labels, [0], [0], [null!]));
        Assert.Throws<ArgumentException>("probabilities", () => ClassificationFigures.Measure(Labels, [0], [0], [[float.NaN, 0, 1]]));
        Assert.Throws<ArgumentOutOfRangeException>("zeroDivision", () => ClassificationFigures.Measure(Labels, [0], [0], zeroDivision: 2));
        Assert.Throws<ArgumentOutOfRangeException>("zeroDivision", () => ClassificationFigures.Measure(Labels, [0], [0], zeroDivision: -1));
    }

    [Fact]
    public void The_json_has_these_keys_in_this_order()
    {
        var figures = ClassificationFigures.Measure(["a", "b"], [0, 0, 1, 1], [0, 1, 1, 1]) with
        {
            Intervals = new IntervalFigures(new Interval(0.5, 1), new Interval(0.25, 1), 0.95, "speaker", 2000),
        };
        figures = figures with { Classes = [figures.Classes[0], figures.Classes[1] with { RecallInterval = new Interval(0.5, 1) }] };
        Assert.Equal(
            """
            {"samples":4,"uar":0.75,"accuracy":0.75,
            "intervals":{"uar":[0.5,1],"accuracy":[0.25,1],"level":0.95,"unit":"speaker","draws":2000,"macroF1":null},
            "macro":{"precision":0.8333333333333333,"recall":0.75,"f1":0.7333333333333334},
            "weighted":{"precision":0.8333333333333333,"recall":0.75,"f1":0.7333333333333334},
            "micro":{"precision":0.75,"recall":0.75,"f1":0.75},"zeroDivision":0,"undefined":[],
            "kappa":0.5,"mcc":0.5773502691896258,"logLoss":null,"rocAuc":null,"top2":null,
            "brier":null,"calibrationError":null,"maximumCalibrationError":null,"reliability":null,"labels":["a","b"],
            "classes":[{"label":"a","precision":1,"recall":0.5,"f1":0.6666666666666666,"support":2,
            "rocAuc":null,"recallInterval":null,"f1Interval":null},
            {"label":"b","precision":0.6666666666666666,"recall":1,"f1":0.8,"support":2,
            "rocAuc":null,"recallInterval":[0.5,1],"f1Interval":null}],"confusion":[[1,1],[0,2]]}
            """.ReplaceLineEndings(""),
            figures.ToJson(indented: false));
    }

    [Fact]
    public void Files_of_earlier_versions_are_still_read()
    {
        var figures = ClassificationFigures.FromJson(
            """
            {"samples":4,"uar":0.75,"accuracy":0.75,
            "intervals":{"uar":[0.5,1],"accuracy":[0.25,1],"level":0.95,"unit":"speaker","draws":2000},
            "macro":{"precision":0.8333333333333333,"recall":0.75,"f1":0.7333333333333334},
            "weighted":{"precision":0.8333333333333333,"recall":0.75,"f1":0.7333333333333334},
            "kappa":0.5,"mcc":0.5773502691896258,"logLoss":0.5,"rocAuc":0.75,"top2":1,"labels":["a","b","c"],
            "classes":[{"label":"a","precision":1,"recall":0.5,"f1":0.6666666666666666,"support":2},
            {"label":"b","precision":0.6666666666666666,"recall":1,"f1":0.8,"support":2},
            {"label":"c","precision":0,"recall":0,"f1":0,"support":0}],"confusion":[[1,1,0],[0,2,0],[0,0,0]]}
            """);
        Assert.Equal(new IntervalFigures(new Interval(0.5, 1), new Interval(0.25, 1), 0.95, "speaker", 2000), figures.Intervals);
        Assert.Equal(new ClassFigures("a", 1, 0.5, 0.6666666666666666, 2), figures.Classes[0]);
        Assert.Equal((0.5, 0.75, 1), (figures.LogLoss, figures.RocAuc, figures.Top2));
        Assert.Equal((null, null, null), (figures.Brier, figures.CalibrationError, figures.MaximumCalibrationError));
        Assert.Null(figures.Reliability);

        // What follows from the counts is known of an old file too.
        Assert.Equal(new AverageFigures(0.75, 0.75, 0.75), figures.Micro);
        Assert.Equal(0, figures.ZeroDivision);
        Assert.Equal(3, figures.Undefined.Count);
    }

    [Fact]
    public void Indented_json_keeps_a_row_of_the_matrix_on_a_line()
    {
        string json = ClassificationFigures.Measure(["a", "b"], [0, 0, 1, 1], [0, 1, 1, 1]).ToJson(indented: true);
        Assert.EndsWith("\n  \"confusion\": [\n    [1, 1],\n    [0, 2]\n  ]\n}", json, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', json);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_written_reads_back_the_same(bool indented)
    {
        var (truth, predicted, rows) = Draw(seed: 1, clips: 97, classes: 3);
        var figures = SpeakerBootstrap.Add(
            ClassificationFigures.Measure(Labels, truth, predicted, rows, zeroDivision: 1), truth, predicted, speakers: null, seed: 1, draws: 100);
        var again = ClassificationFigures.FromJson(figures.ToJson(indented));
        Assert.Equal(figures.ToJson(indented), again.ToJson(indented));
        Assert.Equal(figures.Uar, again.Uar);   // to the last bit
        Assert.Equal(figures.Intervals, again.Intervals);
        Assert.Equal(figures.Classes, again.Classes);
        Assert.Equal(figures.Reliability, again.Reliability);
        Assert.Equal(1, again.ZeroDivision);
        Assert.All(again.Classes, row => Assert.True(row.RocAuc is not null && row.RecallInterval is not null && row.F1Interval is not null));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"samples":1}""")]
    public void A_text_that_holds_no_figures_is_refused(string json)
    {
        Assert.ThrowsAny<JsonException>(() => ClassificationFigures.FromJson(json));
    }

    [Theory]
    [InlineData("\"confusion\":[[1,1],[0,2]]", "\"confusion\":[[1,1]]")]
    [InlineData("\"confusion\":[[1,1],[0,2]]", "\"confusion\":[[1,1],[0,0.5]]")]
    [InlineData("\"confusion\":[[1,1],[0,2]]", "\"confusion\":[1,2]")]
    [InlineData("\"labels\":[\"a\",\"b\"]", "\"labels\":[\"a\"]")]
    [InlineData("\"labels\":[\"a\",\"b\"]", "\"labels\":null")]
    [InlineData("\"zeroDivision\":0", "\"zeroDivision\":2")]
    [InlineData("\"intervals\":null", "\"intervals\":{\"uar\":[1],\"accuracy\":[0,1],\"level\":0.95,\"unit\":\"clip\",\"draws\":1}")]
    public void Figures_that_contradict_themselves_are_refused(string good, string bad)
    {
        string json = ClassificationFigures.Measure(["a", "b"], [0, 0, 1, 1], [0, 1, 1, 1]).ToJson(indented: false);
        Assert.Contains(good, json, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => ClassificationFigures.FromJson(json.Replace(good, bad, StringComparison.Ordinal)));
    }

    private static (int[] Truth, int[] Predicted, float[][] Rows) Draw(int seed, int clips, int classes)
    {
        var random = new KeyedRandom(seed, "", "figures");
        int[] truth = [.. Enumerable.Range(0, clips).Select(_ => random.Below(classes))];
        int[] predicted = [.. truth.Select(index => random.Chance(0.6) ? index : random.Below(classes))];
        float[][] rows = [.. truth.Select(_ => Row(random, classes))];
        return (truth, predicted, rows);
    }

    private static float[] Row(KeyedRandom random, int classes)
    {
        double[] weights = [.. Enumerable.Range(0, classes).Select(_ => random.Uniform(0.1, 1))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / sum))];
    }

    private static T[] Take<T>(T[] items, int[] order) => [.. order.Select(i => items[i])];

    private static void Same(double[] expected, AverageFigures actual)
    {
        Assert.Equal(expected[0], actual.Precision, 1e-12);
        Assert.Equal(expected[1], actual.Recall, 1e-12);
        Assert.Equal(expected[2], actual.F1, 1e-12);
    }
}
