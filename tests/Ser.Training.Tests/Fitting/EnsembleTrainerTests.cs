using Ser.Inference;
using Ser.Training;
using Ser.Training.Fitting;

namespace Ser.Tests.Training.Fitting;

public sealed class EnsembleTrainerTests
{
    [Fact]
    public void The_first_member_is_the_run_of_the_same_seed_and_the_others_are_others()
    {
        var clips = Sounds.Clips(16, 4, samples: 6000);
        var alone = Train(SmallRuns.Recipe, clips, new QuietObserver()).Members.Single();
        var observer = new QuietObserver();
        var three = Train(SmallRuns.Recipe with { Members = 3 }, clips, observer);
        Assert.Equal(3, three.Members.Count);
        Assert.False(three.Interrupted);
        float[][] weights = [.. three.Members.Select(member => member.Weights["classes.weight"])];
        Assert.Equal(alone.Weights["classes.weight"], weights[0]);
        Assert.NotEqual(weights[0], weights[1]);
        Assert.NotEqual(weights[1], weights[2]);
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3], observer.Epochs.Select(epoch => epoch.Member));
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4], observer.Epochs.Select(epoch => epoch.Epoch));
    }

    [Fact]
    public void Updates_are_counted_over_all_members()
    {
        var reports = new List<UpdateReport>();
        Train(SmallRuns.Recipe with { Members = 2, Epochs = 2 }, Sounds.Clips(16, 4, samples: 6000), new QuietObserver { AfterUpdate = reports.Add });
        Assert.Equal(Enumerable.Range(1, 8), reports.Select(report => report.Update));
        Assert.All(reports, report => Assert.Equal((8, 2), (report.Updates, report.Members)));
        Assert.Equal(TimeSpan.Zero, reports[^1].Left);
    }

    [Fact]
    public void Without_validation_clips_the_recipe_gives_the_temperature()
    {
        var trained = Train(SmallRuns.Recipe with { Temperature = 0.8 }, Sounds.Clips(12, 4, samples: 6000), new QuietObserver(), validated: false);
        Assert.Equal(new Calibration(0.8, Clips: 0), trained.Calibration);
        Assert.Equal((null, null), (trained.ValidationLoss, trained.ValidationUar));
        Assert.Null(trained.Members[0].Kept.ValidationUar);
    }

    [Fact]
    public void Stopped_while_a_later_member_trains_what_there_is_of_all_is_kept()
    {
        using var stop = new CancellationTokenSource();
        var observer = new QuietObserver { AfterEpoch = report => Stop(report is { Member: 2, Epoch: 3 }, stop) };
        var trained = Train(SmallRuns.Recipe with { Members = 3 }, Sounds.Clips(16, 4, samples: 6000), observer, cancel: stop.Token);
        Assert.True(trained.Interrupted);
        Assert.Equal([4, 3], trained.Members.Select(member => member.Kept.Epoch));
    }

    [Fact]
    public void Stopped_before_the_first_epoch_of_a_later_member_the_finished_ones_are_kept()
    {
        using var stop = new CancellationTokenSource();
        var observer = new QuietObserver { AfterUpdate = report => Stop(report is { Member: 3, Epoch: 1 }, stop) };
        var trained = Train(SmallRuns.Recipe with { Members = 3 }, Sounds.Clips(16, 4, samples: 6000), observer, cancel: stop.Token);
        Assert.True(trained.Interrupted);
        Assert.Equal([4, 4], trained.Members.Select(member => member.Kept.Epoch));
    }

    private static void Stop(bool due, CancellationTokenSource source)
    {
        if (due)
        {
            source.Cancel();
        }
    }

    private static TrainedEnsemble Train(
        Recipe recipe, IReadOnlyList<Ser.Training.Data.TrainingClip> clips, QuietObserver observer, bool validated = true, CancellationToken? cancel = null)
    {
        TorchRuntime.Prepare();
        return new EnsembleTrainer(recipe, SmallRuns.Labels, 2, observer).Train(clips, validated ? clips : [], cancel ?? TestContext.Current.CancellationToken);
    }
}
