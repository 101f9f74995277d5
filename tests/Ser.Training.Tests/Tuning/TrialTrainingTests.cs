using Ser.Corpora;
using Ser.Training;
using Ser.Training.Fitting;
using Ser.Training.Tuning;

namespace Ser.Tests.Training.Tuning;

public sealed class TrialTrainingTests
{
    private static readonly Recipe Recipe = new() { Epochs = 4, BatchSize = 16, OtherSpeeds = [] };

    private static readonly Lazy<IReadOnlyList<Split>> Folds = new(() =>
    {
        var corpus = CorpusFolder.Open([Path.Combine(TestData.Repository, "data", "demo")], new CorpusOptions());
        var outer = Splits.Make(new Corpus("few", corpus.Clips.Where(clip => clip.Label is "angry" or "sad" or "happy")), 1);
        return InnerFolds.Make(outer, 2, 1);
    });

    [Fact]
    public void A_score_is_that_of_the_last_epoch_of_each_fold_and_the_same_every_time()
    {
        var trial = SearchSpace.Default.Draw(Recipe, 2)[1] with { Recipe = Recipe };
        var observer = new QuietObserver();
        var training = new TrialTraining(Recipe, Folds.Value, 2, observer);
        var first = training.Run(trial, 1, updates: 4, TestContext.Current.CancellationToken);

        // 18 or 24 training clips a fold: one update an epoch, so four epochs for four updates.
        EpochReport[] ends = [.. observer.Epochs.Where(epoch => epoch.Epoch == 4)];
        Assert.Equal(2, ends.Length);
        Assert.Equal(8, observer.Epochs.Count);
        Assert.Equal(ends.Select(end => TrialScore.Rounded(end.ValidationUar)), first.Folds);
        Assert.Equal((2, 1, 4), (first.Trial, first.Rung, first.Updates));

        var again = new TrialTraining(Recipe, Folds.Value, 1, new QuietObserver()).Run(trial, 1, updates: 4, TestContext.Current.CancellationToken);
        Assert.Equal(first.Folds, again.Folds);
    }

    [Fact]
    public void Being_stopped_leaves_no_score()
    {
        using var stop = new CancellationTokenSource();
        var observer = new QuietObserver { AfterEpoch = report => stop.Cancel() };
        var trial = SearchSpace.Default.Draw(Recipe, 1)[0];
        Assert.ThrowsAny<OperationCanceledException>(() => new TrialTraining(Recipe, Folds.Value, 2, observer).Run(trial, 1, 4, stop.Token));
        Assert.Single(observer.Epochs);
    }

    [Theory]
    [InlineData(96, 32, 300, 300)]    // three updates an epoch
    [InlineData(96, 32, 1, 3)]        // one epoch at least
    [InlineData(96, 32, 100, 99)]     // whole epochs
    [InlineData(40, 64, 7, 7)]
    public void A_budget_is_met_up_to_half_an_epoch(int clips, int batch, int updates, int expected)
    {
        var recipe = UpdateBudget.Apply(Recipe with { BatchSize = batch }, updates, clips);
        Assert.Equal(expected, UpdateBudget.Of(recipe, clips));
    }
}
