using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Splits;

public sealed class InnerFoldsTests
{
    [Fact]
    public void No_fold_holds_a_test_speaker_and_every_other_clip_validates_once()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var outer = SpeakerSplit.Make(new Corpus("c", Crowd.Clips("c", 6, 6)), seed);
            var folds = InnerFolds.Make(outer, 4, seed);
            string[] rest = [.. outer.Train.Concat(outer.Validation).Select(clip => clip.Name).Order(StringComparer.Ordinal)];

            Assert.Equal(4, folds.Count);
            Assert.Equal(rest, folds.SelectMany(fold => fold.Validation).Select(clip => clip.Name).Order(StringComparer.Ordinal));
            Assert.All(folds, fold =>
            {
                Assert.Same(folds[0].Corpus, fold.Corpus);
                Assert.Equal(rest, fold.Corpus.Clips.Select(clip => clip.Name));
                Assert.Empty(fold.Test);
                Assert.Empty(fold.SpeakersOf(Part.Train).Intersect(fold.SpeakersOf(Part.Validation)));
                Assert.Empty(fold.Corpus.Speakers.Intersect(outer.SpeakersOf(Part.Test)));
                Assert.False(fold.SpeakerOverlap);
            });
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_folds_and_another_one_others()
    {
        var outer = SpeakerSplit.Make(new Corpus("c", Crowd.Clips("c", 6, 6)), 1);
        string[] Hashes(long seed) => [.. InnerFolds.Make(outer, 3, seed).Select(fold => fold.Hash)];
        Assert.Equal(Hashes(1), Hashes(1));
        Assert.NotEqual(Hashes(1), Hashes(2));
    }

    [Fact]
    public void Clips_without_speakers_are_dealt_one_by_one()
    {
        var corpus = new Corpus("c", Crowd.Clips("c", 3, 3).Select(clip => clip with { Speaker = null }));
        var folds = InnerFolds.Make(ClipSplit.Make(corpus, 1), 3, 1);
        Assert.All(folds, fold => Assert.True(fold is { Rule: Split.ByClip, SpeakerOverlap: true }));
    }

    [Fact]
    public void Too_few_speakers_are_refused()
    {
        var outer = SpeakerSplit.Make(new Corpus("c", Crowd.Clips("c", 2, 2)), 1);
        Assert.Equal("c: 3 speakers make no 4 folds; give --folds 3 at most", Assert.Throws<UserError>(() => InnerFolds.Make(outer, 4, 1)).Message);
    }
}
