using Ser.Training.Tuning;

namespace Ser.Tests.Training.Tuning;

public sealed class HalvingPlanTests
{
    [Theory]
    [InlineData(27, 1500, new[] { 27, 9, 3 }, new[] { 167, 500, 1500 })]
    [InlineData(10, 900, new[] { 10, 4, 2 }, new[] { 100, 300, 900 })]
    [InlineData(1, 1, new[] { 1, 1, 1 }, new[] { 1, 1, 1 })]
    public void The_best_third_goes_on_three_times_as_long(int trials, int updates, int[] sizes, int[] budgets)
    {
        var plan = new HalvingPlan(trials, updates);
        Assert.Equal(sizes, plan.Sizes);
        Assert.Equal(budgets, plan.Updates);
        Assert.Equal(sizes.Zip(budgets, (size, budget) => (long)size * budget).Sum(), plan.AllUpdates);
    }

    [Fact]
    public void The_highest_scores_climb_and_the_lower_number_among_equals()
    {
        var plan = new HalvingPlan(6, 9);
        double[] scores = [0.3, 0.5, 0.5, 0.2, 0.5, 0.4];
        TrialScore[] below = [.. scores.Select((uar, i) => new TrialScore(i + 1, 1, 1, [uar, uar], 1))];
        Assert.Equal([1, 2, 3, 4, 5, 6], plan.TrialsOf(1, []));
        Assert.Equal([2, 3], plan.TrialsOf(2, below));
        Assert.Equal([2, 3], plan.TrialsOf(2, below.Reverse()));
    }

    [Fact]
    public void A_score_is_the_mean_of_its_folds_to_six_digits() =>
        Assert.Equal(0.333333, new TrialScore(1, 1, 1, [0, 0.5, 0.5], 1).Uar);
}
