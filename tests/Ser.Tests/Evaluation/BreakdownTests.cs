using Ser.Core;
using Ser.Evaluation;

namespace Ser.Tests.Evaluation;

public sealed class BreakdownTests
{
    private static readonly string[] Labels = ["angry", "happy", "sad"];

    [Fact]
    public void Groups_stand_with_the_worst_first_and_clips_of_no_group_are_left_out()
    {
        int[] truth = [0, 1, 0, 1, 0, 0, 1, 2, 2];
        int[] predicted = [0, 1, 0, 0, 1, 0, 1, 2, 0];
        string?[] groups = ["a", "a", "b", "b", "c", "c", "c", null, ""];
        Assert.Equal(
            [
                new GroupFigures("b", 2, 0.5, 0.5, 1.0 / 3),           // F1 ⅔ and 0
                new GroupFigures("c", 3, 0.75, 2.0 / 3, 2.0 / 3),
                new GroupFigures("a", 2, 1, 1, 1),
            ],
            Breakdown.By(Labels, truth, predicted, groups));
    }

    [Fact]
    public void Equal_groups_stand_by_accuracy_and_then_by_name()
    {
        // Recall ½ on average in each; "many" has three of four clips right, the others one of two.
        var rows = Breakdown.By(
            Labels, [0, 1, 0, 1, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0, 0, 0], ["z", "z", "B", "B", "many", "many", "many", "many"]);
        Assert.Equal(["B", "z", "many"], rows.Select(row => row.Group));
    }

    [Fact]
    public void One_group_of_all_clips_has_the_figures_of_the_whole_and_the_order_of_clips_does_not_matter()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var random = new KeyedRandom(seed, "", "groups");
            int[] truth = [.. Enumerable.Range(0, 40).Select(_ => random.Below(3))];
            int[] predicted = [.. truth.Select(_ => random.Below(3))];
            string[] groups = [.. truth.Select(_ => $"{random.Below(5)}")];
            var whole = ClassificationFigures.Measure(Labels, truth, predicted);
            Assert.Equal(
                new GroupFigures("all", 40, whole.Uar, whole.Accuracy, whole.Macro.F1),
                Assert.Single(Breakdown.By(Labels, truth, predicted, [.. truth.Select(_ => "all")])));

            int[] order = [.. Enumerable.Range(0, truth.Length)];
            random.Shuffle<int>(order);
            Assert.Equal(
                Breakdown.By(Labels, truth, predicted, groups),
                Breakdown.By(Labels, Take(truth, order), Take(predicted, order), Take(groups, order)));
        }
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused_by_name()
    {
        Assert.Empty(Breakdown.By(Labels, [0], [0], [null]));
        Assert.Throws<ArgumentException>("groups", () => Breakdown.By(Labels, [0], [0], []));
        Assert.Throws<ArgumentException>("truth", () => Breakdown.By(Labels, [3], [0], [null]));
        Assert.Throws<ArgumentException>("predicted", () => Breakdown.By(Labels, [0], [], ["a"]));
    }

    private static T[] Take<T>(T[] items, int[] order) => [.. order.Select(i => items[i])];
}
