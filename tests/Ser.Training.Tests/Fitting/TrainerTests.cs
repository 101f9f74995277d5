using Ser.Augmentation;
using Ser.Training;
using Ser.Training.Fitting;
using Ser.Training.Network;
using static TorchSharp.torch;

namespace Ser.Tests.Training.Fitting;

public sealed class TrainerTests
{
    private static readonly string[] Labels = SmallRuns.Labels;

    private static readonly Recipe Small = SmallRuns.Recipe with { Epochs = 2 };

    [Fact]
    public void The_default_network_learns_16_clips_by_heart()
    {
        var clips = Sounds.Clips(16, 4);
        var recipe = new Recipe
        {
            Epochs = 60, BatchSize = 8, Augmentation = SpectralAugmentation.None, MixupChance = 0, LabelSmoothing = 0, AverageDecay = 0.9,
            Network = Architectures.Attentive with { Dropout = 0 },
        };
        var trained = Train(recipe, clips, clips, new QuietObserver());
        Assert.Equal(1, trained.Kept.ValidationUar);
        Assert.InRange(trained.Kept.ValidationLoss!.Value, 0, 0.1);   // chance is ln 4 = 1.39
    }

    [Fact]
    public void A_thousand_updates_leave_neither_tensors_nor_memory_behind()
    {
        var clips = Sounds.Clips(40, 4, samples: 6000);
        long tensorsAfterFirst = 0, tensorsAfterLast = 0, memoryAfterWarmUp = 0, memoryAfterLast = 0;
        bool disturbed = false;
        var observer = new QuietObserver
        {
            AfterUpdate = report =>
            {
                disturbed |= !GarbagePause.Holds;
                switch (report.Update)
                {
                    case 1:
                        tensorsAfterFirst = Tensor.TotalCount;
                        break;
                    case 200:
                        memoryAfterWarmUp = Environment.WorkingSet;
                        break;
                    case 1000:
                        tensorsAfterLast = Tensor.TotalCount;
                        memoryAfterLast = Environment.WorkingSet;
                        break;
                }
            },
        };
        Train(Small with { Epochs = 200 }, clips, clips, observer);
        Assert.NotEqual(0, tensorsAfterFirst);
        Assert.False(disturbed);
        Assert.Equal(tensorsAfterFirst, tensorsAfterLast);
        Assert.InRange(memoryAfterLast - memoryAfterWarmUp, long.MinValue, 64L << 20);   // a leak of one batch per update would be 300 MB
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_one_others()
    {
        var clips = Sounds.Clips(12, 4, samples: 6000);
        var first = Train(Small, clips, clips, new QuietObserver()).Weights["classes.weight"];
        Assert.Equal(first, Train(Small, clips, clips, new QuietObserver()).Weights["classes.weight"]);
        Assert.NotEqual(first, Train(Small with { Seed = 2 }, clips, clips, new QuietObserver()).Weights["classes.weight"]);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var clips = Sounds.Clips(32, 4, samples: 6000);
        var recipe = Small with { BatchSize = 16, Shards = 4 };
        var one = Train(recipe, clips, clips, new QuietObserver(), threads: 1).Weights["classes.weight"];
        Assert.Equal(one, Train(recipe, clips, clips, new QuietObserver(), threads: 4).Weights["classes.weight"]);
    }

    [Fact]
    public void Stopped_after_an_epoch_the_best_so_far_is_the_result()
    {
        var clips = Sounds.Clips(12, 4, samples: 6000);
        using var stop = new CancellationTokenSource();
        var observer = new QuietObserver { AfterEpoch = report => Stop(report.Epoch == 3, stop) };
        var trained = Train(Small with { Epochs = 1000, Selection = Selection.Best }, clips, clips, observer, stop.Token);
        Assert.True(trained.Interrupted);
        Assert.Equal(3, trained.Epochs);
        Assert.InRange(trained.Kept.Epoch, 1, 3);
    }

    [Fact]
    public void The_number_of_updates_is_exact_and_the_last_epoch_is_what_is_left()
    {
        var observer = new QuietObserver();
        var trained = Train(Small with { Epochs = 0, Updates = 7 }, Sounds.Clips(24, 4, samples: 6000), [], observer);   // 3 updates an epoch
        Assert.Equal([3, 6, 7], observer.Epochs.Select(epoch => epoch.Updates));
        Assert.Equal(3, trained.Epochs);
        Assert.False(trained.Interrupted);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_run_with_its_place()
    {
        var clips = Sounds.Clips(8, 4, samples: 6000);
        float[] broken = Sounds.ValuesOf(clips[0].Recording);
        broken.AsSpan().Fill(float.NaN);
        Ser.Training.Data.TrainingClip[] train = [clips[0] with { Recording = ClipRows.Of(clips[0].Recording.Rows, broken) }, .. clips.Skip(1)];
        var error = Assert.Throws<Ser.Core.UserError>(() => Train(Small, train, [], new QuietObserver()));
        Assert.StartsWith("epoch 1, update 1: the loss is not a number at a learning rate of 0.0002; ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_epoch_is_the_same_whether_it_is_measured_or_not()
    {
        var clips = Sounds.Clips(12, 4, samples: 6000);
        var measured = Train(Small, clips, clips, new QuietObserver());
        Assert.NotNull(measured.Kept.ValidationUar);
        Assert.Equal(measured.Weights["classes.weight"], Train(Small, clips, [], new QuietObserver()).Weights["classes.weight"]);
    }

    [Fact]
    public void Stopped_before_the_first_epoch_there_is_no_result()
    {
        var clips = Sounds.Clips(24, 4, samples: 6000);
        using var stop = new CancellationTokenSource();
        var observer = new QuietObserver { AfterUpdate = _ => stop.Cancel() };
        Assert.ThrowsAny<OperationCanceledException>(() => Train(Small, clips, clips, observer, stop.Token));
    }

    [Fact]
    public void A_class_without_training_clips_does_no_harm()
    {
        var clips = Sounds.Clips(12, 3, samples: 6000);
        var trained = Train(Small, clips, clips, new QuietObserver());
        Assert.True(double.IsFinite(trained.Kept.ValidationLoss!.Value));
    }

    [Fact]
    public void Fewer_clips_than_a_batch_make_a_smaller_batch()
    {
        var clips = Sounds.Clips(3, 3, samples: 6000);
        Assert.Equal(2, Train(Small with { BatchSize = 32 }, clips, clips, new QuietObserver()).Epochs);
    }

    private static void Stop(bool due, CancellationTokenSource source)
    {
        if (due)
        {
            source.Cancel();
        }
    }

    private static TrainedNetwork Train(
        Recipe recipe, IReadOnlyList<Ser.Training.Data.TrainingClip> train, IReadOnlyList<Ser.Training.Data.TrainingClip> validation,
        QuietObserver observer, CancellationToken? cancel = null, int threads = 2)
    {
        TorchRuntime.Prepare();
        return new Trainer(recipe, Labels, threads, observer).Train(train, validation, cancel ?? TestContext.Current.CancellationToken);
    }
}
