using Ser.Core;
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
        Assert.Equal(ends.Select(end => TrialScore.Rounded(end.ValidationUar!.Value)), first.Folds);
        Assert.Null(first.Fault);
        Assert.Equal((2, 1, 4), (first.Trial, first.Rung, first.Updates));

        var again = new TrialTraining(Recipe, Folds.Value, 1, new QuietObserver()).Run(trial, 1, updates: 4, TestContext.Current.CancellationToken);
        Assert.Equal(first.Folds, again.Folds);
    }

    [Fact]
    public void Speakers_are_normalised_where_the_recipe_says_so_and_have_to_be_known()
    {
        double[] losses = [.. new[] { false, true }.Select(norm =>
        {
            var observer = new QuietObserver();
            var recipe = Recipe with { SpeakerNorm = norm };
            new TrialTraining(recipe, Folds.Value, 2, observer).Run(new Trial(1, [], recipe), 1, updates: 2, TestContext.Current.CancellationToken);
            return observer.Epochs[0].TrainLoss;
        })];
        Assert.NotEqual(losses[0], losses[1]);

        var nameless = Folds.Value[0].Corpus.Clips.Select(clip => clip with { Speaker = null }).ToArray();
        var folds = InnerFolds.Make(new Split(new Corpus("few", nameless), [.. nameless.Select(_ => Part.Train)], Split.ByClip, 1), 2, 1);
        var wanted = Recipe with { SpeakerNorm = true };
        var error = Assert.Throws<UserError>(() => new TrialTraining(wanted, folds, 2, new QuietObserver()).Run(new Trial(1, [], wanted), 1, 2, TestContext.Current.CancellationToken));
        Assert.StartsWith("--speaker-norm needs to know who speaks", error.Message, StringComparison.Ordinal);
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

    [Fact]
    public void A_trial_that_cannot_be_trained_counts_as_nothing_but_the_recipe_itself_ends_the_search()
    {
        // The validation clips of the first fold are gone.
        var gone = Folds.Value[0].Validation.Select(clip => clip.Name).ToHashSet();
        var clips = Folds.Value[0].Corpus.Clips.Select(clip => gone.Contains(clip.Name) ? clip with { File = clip.File + ".gone" } : clip);
        var outer = new Split(new Corpus("few", clips), [.. clips.Select(_ => Part.Train)], Split.BySpeaker, 1);
        var training = new TrialTraining(Recipe, InnerFolds.Make(outer, 2, 1), 2, new QuietObserver());

        var score = training.Run(new Trial(2, [], Recipe), 1, 1, TestContext.Current.CancellationToken);
        Assert.Equal([0, 0], score.Folds);   // the one has nothing to validate on, the other nothing to train on
        Assert.StartsWith("a fold has no training or no validation clip that can be read; ", score.Fault, StringComparison.Ordinal);
        Assert.Throws<UserError>(() => training.Run(new Trial(1, [], Recipe), 1, 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_budget_takes_the_place_of_epochs_and_updates()
    {
        Assert.Equal(7, UpdateBudget.Of(UpdateBudget.Apply(Recipe with { Epochs = 3 }, 7), clips: 96));
        Assert.Equal(9, UpdateBudget.Of(UpdateBudget.Apply(Recipe with { Epochs = 0, Updates = 100 }, 9), clips: 96));
        Assert.Equal(18, UpdateBudget.Of(Recipe with { Epochs = 3 }, clips: 96));
    }
}
