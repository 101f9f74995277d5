using Ser.Training;
using Ser.Training.Data;

namespace Ser.Tests.Training.Data;

public sealed class BatchSourceTests
{
    private static readonly Recipe Recipe = new() { BatchSize = 4, WindowFrames = 24 };

    [Fact]
    public void Every_epoch_brings_as_many_batches_as_the_recipe_says()
    {
        var batches = Batches(Recipe, clips: 14, epochs: 3);
        Assert.Equal(3 * Recipe.UpdatesPerEpoch(14), batches.Count);
        Assert.All(batches, batch => Assert.Equal(4, batch.Size));
    }

    [Fact]
    public void The_last_epoch_breaks_off_where_the_updates_are_done() =>
        Assert.Equal(7, new BatchSource(Recipe, Sounds.Clips(14, 3, samples: 4000), 3).Batches(7, TestContext.Current.CancellationToken).Count());

    [Theory]
    [InlineData(Balance.None)]
    [InlineData(Balance.Sampler)]
    public void Behind_an_epoch_come_the_batches_that_would_have_come(Balance balance)
    {
        var source = new BatchSource(Recipe with { Balance = balance }, Sounds.Clips(14, 3, samples: 4000), 3);
        var all = source.Batches(10, TestContext.Current.CancellationToken).ToArray();
        var rest = source.Batches(10, TestContext.Current.CancellationToken, epochsDone: 2).ToArray();
        Assert.Equal(10 - (2 * 3), rest.Length);
        Assert.Equal(all[6..].SelectMany(batch => batch.Rows), rest.SelectMany(batch => batch.Rows));
        Assert.Equal(all[6..].Select(batch => batch.Mix), rest.Select(batch => batch.Mix));
    }

    [Fact]
    public void The_same_seed_brings_the_same_batches_and_another_one_others()
    {
        var first = Batches(Recipe, 8, 2);
        var again = Batches(Recipe, 8, 2);
        var other = Batches(Recipe with { Seed = 9 }, 8, 2);
        Assert.Equal(first.SelectMany(batch => batch.Rows), again.SelectMany(batch => batch.Rows));
        Assert.NotEqual(first.SelectMany(batch => batch.Rows), other.SelectMany(batch => batch.Rows));
    }

    [Fact]
    public void Epochs_differ_from_each_other()
    {
        var batches = Batches(Recipe, 4, 2);
        Assert.NotEqual(batches[0].Rows.Order(), batches[1].Rows.Order());
    }

    [Fact]
    public void Targets_are_probabilities_and_the_larger_share_is_the_clips_own()
    {
        var batches = Batches(Recipe with { MixupChance = 1 }, 12, 5);
        Assert.Contains(batches, batch => batch.Mix < 0.99f);
        Assert.All(batches, batch => Assert.InRange(batch.Mix, 0.5f, 1f));
        Assert.All(batches.SelectMany(batch => batch.Targets.Chunk(3)), target =>
        {
            Assert.Equal(1, target.Sum(), 1e-5);
            Assert.All(target, probability => Assert.InRange(probability, 0.1f / 3 * 0.999f, 1f));
        });
    }

    [Fact]
    public void Without_mixing_and_smoothing_a_target_is_the_label()
    {
        var batches = Batches(Recipe with { MixupChance = 0, LabelSmoothing = 0 }, 12, 1);
        Assert.All(batches.SelectMany(batch => batch.Targets), probability => Assert.True(probability is 0 or 1));
    }

    [Fact]
    public void Every_value_is_finite_and_masks_are_zero_or_one()
    {
        foreach (var batch in Batches(Recipe, 12, 4))
        {
            Assert.All(batch.Rows, value => Assert.True(float.IsFinite(value)));
            Assert.All(batch.Valid.Concat(batch.KeptBands).Concat(batch.KeptFrames), value => Assert.True(value is 0 or 1));
        }
    }

    [Fact]
    public void A_request_to_stop_ends_the_enumeration()
    {
        using var stop = new CancellationTokenSource();
        var source = new BatchSource(Recipe, Sounds.Clips(8, 2, samples: 4000), 2);
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var _ in source.Batches(1_000_000, stop.Token))
            {
                stop.Cancel();
            }
        });
    }

    [Fact]
    public void Whoever_stops_listening_stops_the_thread_as_well()
    {
        var source = new BatchSource(Recipe, Sounds.Clips(8, 2, samples: 4000), 2);
        Assert.NotNull(source.Batches(1_000_000, CancellationToken.None).First());
    }

    private static List<Batch> Batches(Recipe recipe, int clips, int epochs) =>
        [.. new BatchSource(recipe, Sounds.Clips(clips, 3, samples: 4000), 3).Batches(epochs * recipe.UpdatesPerEpoch(clips), TestContext.Current.CancellationToken)];
}
