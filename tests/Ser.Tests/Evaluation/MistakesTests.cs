using Ser.Core;
using Ser.Evaluation;

namespace Ser.Tests.Evaluation;

public sealed class MistakesTests
{
    private static readonly string[] Labels = ["angry", "happy", "sad"];

    [Fact]
    public void A_confusion_costs_its_share_of_the_class_and_not_its_count()
    {
        // angry: 3 of 12 taken for happy; happy: all right; sad: 1 of 2 taken for angry.
        int[] truth = [.. Enumerable.Repeat(0, 12), 1, 2, 2];
        int[] predicted = [.. Enumerable.Repeat(0, 9), 1, 1, 1, 1, 0, 2];
        var figures = ClassificationFigures.Measure(Labels, truth, predicted);
        Assert.Equal(
            [new CostlyConfusion("sad", "angry", 1, 0.5, 0.5 / 3), new CostlyConfusion("angry", "happy", 3, 0.25, 0.25 / 3)],
            CostlyConfusions.Of(figures));
        Assert.Equal("sad", Assert.Single(CostlyConfusions.Of(figures, most: 1)).Truth);
    }

    [Fact]
    public void The_costs_of_all_confusions_are_what_uar_lacks()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new KeyedRandom(seed, "", "confusions");
            int[] truth = [.. Enumerable.Range(0, 30).Select(_ => random.Below(2))];   // a class is missing
            int[] predicted = [.. truth.Select(_ => random.Below(3))];
            var figures = ClassificationFigures.Measure(Labels, truth, predicted);
            var costly = CostlyConfusions.Of(figures);
            Assert.Equal(1 - figures.Uar, costly.Sum(one => one.Cost), 1e-14);
            Assert.Equal(costly.OrderByDescending(one => one.Cost), costly);
        }
    }

    [Fact]
    public void Nothing_wrong_costs_nothing()
    {
        Assert.Empty(CostlyConfusions.Of(ClassificationFigures.Measure(Labels, [0, 1], [0, 1])));
        Assert.Empty(ConfidentMistakes.Of([0, 1], [0, 1], [[1, 0], [0, 1]]));
    }

    [Fact]
    public void Mistakes_stand_with_the_surest_first_and_then_the_one_that_thought_least_of_the_truth()
    {
        int[] truth = [0, 0, 1, 2, 0, 0];
        int[] predicted = [1, 0, 0, 0, 1, 1];
        float[][] rows =
        [
            [0.3f, 0.6f, 0.1f],
            [0.9f, 0.1f, 0],      // right
            [0.8f, 0.1f, 0.1f],
            [0.8f, 0.2f, 0],      // as sure as the one before, and gave the truth nothing
            [0.3f, 0.6f, 0.1f],   // the same as the first
            [0.1f, 0.9f, 0],
        ];
        Assert.Equal([5, 3, 2, 0, 4], ConfidentMistakes.Of(truth, predicted, rows));
        Assert.Equal([5, 3], ConfidentMistakes.Of(truth, predicted, rows, most: 2));
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("predicted", () => ConfidentMistakes.Of([0], [], [[1]]));
        Assert.Throws<ArgumentException>("probabilities", () => ConfidentMistakes.Of([0], [0], []));
        Assert.Throws<ArgumentException>("probabilities", () => ConfidentMistakes.Of([1], [0], [[1]]));
        Assert.Throws<ArgumentException>("probabilities", () => ConfidentMistakes.Of([0], [-1], [[1]]));
        Assert.Throws<ArgumentOutOfRangeException>("most", () => ConfidentMistakes.Of([0], [0], [[1]], most: 0));
    }
}
