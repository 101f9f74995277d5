using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Splits.Protocols;

public sealed class EmoBoxRavdessTests
{
    [Fact]
    public void The_folds_are_those_of_the_benchmark()
    {
        var plan = FoldPlan.Make(new Corpus("RAVDESS", Actors(_ => true)), Protocol.Emobox, 5, seed: 1);
        string[] published = File.ReadAllLines(TestData.Require("protocols", "emobox_ravdess.csv"));
        Assert.Equal("fold,test_speakers", published[0]);
        Assert.Equal(
            published.Skip(1).Select(line => line.Split(',')).Select(row => (row[0], row[1])),
            plan.Folds.Select(fold => (fold.Name, string.Join(' ', fold.Split.SpeakersOf(Part.Test).Select(speaker => speaker["ravdess:".Length..])))));
    }

    [Fact]
    public void Four_unseen_actors_each_and_every_actor_once()
    {
        var plan = FoldPlan.Make(new Corpus("RAVDESS", Actors(_ => true)), Protocol.Emobox, 5, seed: 1);
        Assert.Equal(6, plan.Folds.Count);
        Assert.All(plan.Folds, fold =>
        {
            Assert.Equal((4, 3, 17), (
                fold.Split.SpeakersOf(Part.Test).Count, fold.Split.SpeakersOf(Part.Validation).Count, fold.Split.SpeakersOf(Part.Train).Count));
            Assert.False(fold.Split.SpeakerOverlap);
        });
        Assert.Equal(24, plan.Folds.SelectMany(fold => fold.Split.SpeakersOf(Part.Test)).Distinct().Count());
        Assert.Empty(plan.Notes);
    }

    [Fact]
    public void Missing_actors_are_said()
    {
        var plan = FoldPlan.Make(new Corpus("RAVDESS", Actors(actor => actor is not (11 or 1 or 24))), Protocol.Emobox, 5, seed: 1);
        Assert.Equal(
            [
                "fold 1 is smaller than in the protocol emobox: ravdess:01 ravdess:11 missing",
                "fold 4 is smaller than in the protocol emobox: ravdess:24 missing",
            ],
            plan.Notes);
        Assert.Equal(["ravdess:20", "ravdess:21"], plan.Folds[0].Split.SpeakersOf(Part.Test));
    }

    [Fact]
    public void A_fold_without_any_of_its_actors_is_refused()
    {
        var error = Assert.Throws<UserError>(() => FoldPlan.Make(
            new Corpus("RAVDESS", Actors(actor => actor is not (4 or 10 or 12 or 14))), Protocol.Emobox, 5, seed: 1));
        Assert.StartsWith("RAVDESS: all actors of fold 2 of the protocol emobox are missing (ravdess:04 ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_corpora_are_refused()
    {
        Corpus[] others =
        [
            new("CREMA-D", Crowd.Clips("crema", 12, 12)),
            new("RAVDESS + CREMA-D", Actors(_ => true).Concat(Crowd.Clips("crema", 1, 0))),
            new("folders", Crowd.Clips("c", 3, 3).Select(clip => clip with { Speaker = null })),
        ];
        Assert.All(others, corpus => Assert.Contains(
            "the protocol emobox divides the 24 actors of RAVDESS",
            Assert.Throws<UserError>(() => FoldPlan.Make(corpus, Protocol.Emobox, 5, 1)).Message, StringComparison.Ordinal));
    }

    private static IEnumerable<Clip> Actors(Func<int, bool> present) =>
        from actor in Enumerable.Range(1, 24).Where(present)
        from label in new[] { "angry", "happy" }
        select Crowd.Clip($"ravdess:{actor:00}", actor % 2 == 1 ? "male" : "female", label, 0);
}
