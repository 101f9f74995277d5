using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Splits;

public sealed class ClipSplitTests
{
    [Fact]
    public void Every_class_gives_its_share_to_each_part()
    {
        var corpus = Folders(("angry", 40), ("happy", 20), ("sad", 3));
        var split = ClipSplit.Make(corpus, seed: 1);

        Assert.Equal("clip", split.Rule);
        Assert.True(split.SpeakerOverlap);
        Assert.Equal(corpus.Clips.Count, split.Train.Count + split.Validation.Count + split.Test.Count);
        Assert.Equal((28, 6, 6), Counts(split, "angry"));
        Assert.Equal((14, 3, 3), Counts(split, "happy"));
        Assert.Equal((1, 1, 1), Counts(split, "sad"));
    }

    [Fact]
    public void The_same_seed_gives_the_same_split_in_whatever_order_the_clips_come()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var corpus = Folders(("angry", random.Next(3, 60)), ("happy", random.Next(3, 60)));
            var clips = corpus.Clips.ToArray();
            random.Shuffle(clips);
            Assert.Equal(ClipSplit.Make(corpus, seed).Hash, ClipSplit.Make(new Corpus("again", clips), seed).Hash);
        }
    }

    [Fact]
    public void Different_seeds_give_different_splits()
    {
        var corpus = Folders(("angry", 40), ("happy", 40));
        Assert.Equal(100, Enumerable.Range(0, 100).Select(seed => ClipSplit.Make(corpus, seed).Hash).Distinct().Count());
    }

    [Fact]
    public void A_clip_keeps_its_part_when_another_class_grows()
    {
        var small = ClipSplit.Make(Folders(("angry", 20), ("happy", 20)), seed: 5);
        var large = ClipSplit.Make(Folders(("angry", 20), ("happy", 90)), seed: 5);
        Assert.Equal(
            small.Test.Where(clip => clip.Label == "angry").Select(clip => clip.Name),
            large.Test.Where(clip => clip.Label == "angry").Select(clip => clip.Name));
    }

    [Theory]
    [InlineData(1, "1 clip")]
    [InlineData(2, "2 clips")]
    public void A_class_with_fewer_than_three_clips_is_refused(int count, string clips)
    {
        var error = Assert.Throws<UserError>(() => ClipSplit.Make(Folders(("angry", 9), ("sad", count)), seed: 1));
        Assert.Equal(
            $"folders: class sad has {clips} only; training, validation and test need one each: add recordings or leave the class out",
            error.Message);
    }

    [Fact]
    public void Without_a_validation_part_two_clips_of_a_class_are_enough()
    {
        var split = ClipSplit.Make(Folders(("angry", 10), ("sad", 2)), seed: 1, validation: 0, test: 0.2);
        Assert.Equal((8, 0, 2), Counts(split, "angry"));
        Assert.Equal((1, 0, 1), Counts(split, "sad"));
    }

    [Fact]
    public void Shares_that_make_no_split_are_refused()
    {
        Assert.Throws<UserError>(() => ClipSplit.Make(Folders(("angry", 9), ("sad", 9)), 1, validation: 0.9, test: 0.2));
    }

    [Fact]
    public void No_clips_are_refused() => Assert.Throws<UserError>(() => ClipSplit.Make(new Corpus("none", []), seed: 1));

    private static Corpus Folders(params (string Label, int Count)[] classes) =>
        new("folders", classes.SelectMany(c => Enumerable.Range(0, c.Count).Select(take => Crowd.Clip(null, null, c.Label, take))));

    private static (int Train, int Validation, int Test) Counts(Split split, string label) =>
        (split.Train.Count(clip => clip.Label == label),
        split.Validation.Count(clip => clip.Label == label),
        split.Test.Count(clip => clip.Label == label));
}
