using Ser.Evaluation;

namespace Ser.Tests.Evaluation;

public sealed class ConfusionMatrixTests
{
    private static readonly string[] Labels = ["angry", "happy", "sad"];

    [Fact]
    public void Rows_are_the_truth_and_columns_what_was_predicted()
    {
        var matrix = ConfusionMatrix.Count(Labels, [0, 0, 1, 2, 2, 2], [0, 1, 1, 0, 0, 2]);
        Assert.Equal([[1, 1, 0], [0, 1, 0], [2, 0, 1]], matrix.ToRows());
        Assert.Equal(2, matrix[2, 0]);
        Assert.Equal(0, matrix[0, 2]);
        Assert.Equal((6, 3), (matrix.Total, matrix.Correct));
        Assert.Equal((3, 1), (matrix.TruthTotal(2), matrix.PredictedTotal(2)));
    }

    [Fact]
    public void Figures_are_those_computed_by_hand()
    {
        var matrix = ConfusionMatrix.Count(Labels, [0, 0, 1, 2, 2, 2], [0, 1, 1, 0, 0, 2]);
        Assert.Equal(0.5, matrix.Accuracy);
        Assert.Equal((0.5 + 1 + (1.0 / 3)) / 3, matrix.UnweightedAverageRecall, 1e-15);
        Assert.Equal(new ClassFigures("sad", 1, 1.0 / 3, 0.5, 3), matrix.Class(2));

        // By chance: 2·3 + 1·2 + 3·1 = 11 of 36; kappa = (18 − 11) / (36 − 11).
        Assert.Equal(7.0 / 25, matrix.Kappa!.Value, 1e-15);
        Assert.Equal(7 / Math.Sqrt(22 * 22), matrix.Mcc, 1e-15);   // 36 − 14 on both sides
        Assert.Equal(((2.0 / 5) + (2.0 / 3) + 0.5) / 3, matrix.MacroF1, 1e-15);
    }

    [Fact]
    public void A_class_that_only_was_predicted_does_not_lower_the_uar()
    {
        var matrix = ConfusionMatrix.Count(Labels, [0, 0, 1, 1], [0, 2, 1, 1]);
        Assert.Equal(0.75, matrix.UnweightedAverageRecall);
        Assert.Equal(new ClassFigures("sad", 0, 0, 0, 0), matrix.Class(2));
        Assert.Equal(new ClassFigures("sad", 0, 1, 0, 0), matrix.Class(2, zeroDivision: 1));   // only its recall is 0/0
    }

    [Fact]
    public void One_class_throughout_has_no_kappa_and_mcc_0()
    {
        var matrix = ConfusionMatrix.Count(Labels, [1, 1], [1, 1]);
        Assert.Null(matrix.Kappa);
        Assert.Equal(0, matrix.Mcc);
        Assert.Equal(1, matrix.UnweightedAverageRecall);
    }

    [Fact]
    public void Later_changes_of_the_callers_labels_do_not_reach_it()
    {
        string[] mine = ["a", "b"];
        var matrix = ConfusionMatrix.Count(mine, [0, 1], [0, 1]);
        mine[0] = "changed";
        Assert.Equal(["a", "b"], matrix.Labels);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("truth", () => ConfusionMatrix.Count(Labels, [], []));
        Assert.Throws<ArgumentException>("truth", () => ConfusionMatrix.Count(Labels, [3], [0]));
        Assert.Throws<ArgumentException>("truth", () => ConfusionMatrix.Count(Labels, [-1], [0]));
        Assert.Throws<ArgumentException>("predicted", () => ConfusionMatrix.Count(Labels, [0], [3]));
        Assert.Throws<ArgumentException>("predicted", () => ConfusionMatrix.Count(Labels, [0, 1], [0]));
        Assert.Throws<ArgumentException>("labels", () => ConfusionMatrix.Count([], [0], [0]));
        Assert.Throws<ArgumentException>("labels", () => ConfusionMatrix.Count(["a", "a"], [0], [0]));
        Assert.Throws<ArgumentException>("labels", () => ConfusionMatrix.Count(["a", ""], [0], [0]));
        Assert.Throws<ArgumentNullException>("labels", () => ConfusionMatrix.Count(null!, [0], [0]));
        Assert.Throws<ArgumentNullException>("truth", () => ConfusionMatrix.Count(Labels, null!, [0]));
        Assert.Throws<ArgumentNullException>("predicted", () => ConfusionMatrix.Count(Labels, [0], null!));
    }
}
