using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Splits;

/// <summary>Other corpora are trained on and change nothing of validation and test.</summary>
public sealed class ExtraTrainingTests
{
    private readonly Corpus main = new("main", Crowd.Clips("m", men: 4, women: 4), licence: "free");

    [Fact]
    public void Extra_clips_are_trained_on_and_the_split_of_the_others_stays_as_it_is()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var whole = Crowd.Random(seed);
            var split = SpeakerSplit.Make(whole, seed);
            var other = new Corpus("other", Crowd.Clips("o", men: 3, women: 2, labels: [.. whole.Labels]), licence: "research only");
            var more = ExtraTraining.Choose(whole, other).AddTo(split);

            Assert.Equal(split.Test, more.Test);
            Assert.Equal(split.Validation, more.Validation);
            Assert.Equal(split.Train, more.Train.Where(clip => whole.Clips.Contains(clip)));
            Assert.Equal(other.Clips.Select(clip => "extra/" + clip.Name), more.Train.Except(split.Train).Select(clip => clip.Name));
            Assert.Equal(whole.Labels, more.Corpus.Labels);
            Assert.Equal(more.Parts, more.Corpus.Clips.Select(clip => more.Test.Contains(clip) ? Part.Test : more.Validation.Contains(clip) ? Part.Validation : Part.Train));
            Assert.Same(split, more.Main);
            Assert.NotEqual(split.Hash, more.Hash);
            Assert.False(more.SpeakerOverlap);
            Assert.Empty(LeakGuard.Check(more, Unread(more)).Leaks);
            Assert.Equal("research only", more.Corpus.Licence);
        }
    }

    [Fact]
    public void Licences_of_both_hold()
    {
        var extra = ExtraTraining.Choose(main, new Corpus("other", Crowd.Clips("o", 1, 1), licence: "research only"));
        Assert.Equal("free + research only", extra.AddTo(SpeakerSplit.Make(main, 1)).Corpus.Licence);
        Assert.Equal("free", ExtraTraining.Choose(main, new Corpus("other", Crowd.Clips("o", 1, 1), licence: "free")).Union.Licence);
        Assert.Equal("main", extra.Union.Name);
    }

    [Fact]
    public void Labels_that_the_corpus_does_not_have_are_left_out_and_counted()
    {
        var extra = ExtraTraining.Choose(main, new Corpus("other", Crowd.Clips("o", men: 2, women: 0, takes: 1, labels: ["angry", "boredom", "calm"])));
        Assert.Equal(2, extra.Clips.Clips.Count);
        Assert.Equal(["extra: 4 clips are left out, whose labels main does not have (calm 2, boredom 2)"], extra.Clips.Notes);
    }

    [Fact]
    public void Nothing_that_fits_is_refused()
    {
        var error = Assert.Throws<UserError>(() => ExtraTraining.Choose(main, new Corpus("other", Crowd.Clips("o", 1, 1, labels: ["calm", "sad"]))));
        Assert.Equal(
            "other: none of its 8 clips can be added to main, which has the labels angry happy (here: sad calm); rename labels with --map, or do without --extra",
            error.Message);
        Assert.Contains("holds nothing but files of main itself", Assert.Throws<UserError>(() => ExtraTraining.Choose(main, new Corpus("other", main.Clips))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Speakers_who_are_validated_or_tested_on_are_left_out()
    {
        var split = SpeakerSplit.Make(main, 1);
        string[] held = [.. split.SpeakersOf(Part.Validation), .. split.SpeakersOf(Part.Test)];
        var songs = new Corpus("songs", Crowd.Clips("m", men: 4, women: 4).Select(clip => clip with { File = "song-" + clip.File }));
        var more = ExtraTraining.Choose(main, songs).AddTo(split);

        Assert.Equal(songs.Clips.Count(clip => !held.Contains(clip.Speaker)), more.Extra!.Clips.Count);
        Assert.DoesNotContain(more.Train, clip => held.Contains(clip.Speaker));
        Assert.False(more.SpeakerOverlap);
        Assert.Contains($"extra: {4 * held.Length} clips are left out, for the speakers are validated or tested on ({string.Join(' ', held.Order(StringComparer.Ordinal))})", more.Notes);
    }

    [Fact]
    public void Voices_that_nobody_knows_may_be_those_of_the_test()
    {
        var unknown = new Corpus("other", Crowd.Clips("o", 1, 1).Select(clip => clip with { Speaker = null }));
        var more = ExtraTraining.Choose(main, unknown).AddTo(SpeakerSplit.Make(main, 1));
        Assert.True(more.SpeakerOverlap);
        Assert.Contains("extra: the speakers of 8 clips are not known, and may be those of the test", more.Notes);
    }

    [Fact]
    public void Files_that_the_corpus_holds_itself_are_left_out()
    {
        Clip[] clips = [.. main.Clips.Take(3), .. Crowd.Clips("o", 1, 0)];
        var extra = ExtraTraining.Choose(main, new Corpus("other", clips));
        Assert.Equal(4, extra.Clips.Clips.Count);
        Assert.Contains("extra: 3 clips are left out, for main holds the same files", extra.Clips.Notes);
    }

    [Fact]
    public void A_corpus_that_has_a_folder_of_that_name_keeps_it()
    {
        var named = new Corpus("main", main.Clips.Select(clip => clip with { Name = "extra/" + clip.Name }));
        var extra = ExtraTraining.Choose(named, new Corpus("other", Crowd.Clips("m", 1, 0).Select(clip => clip with { File = "other-" + clip.File })));
        Assert.All(extra.Clips.Clips, clip => Assert.StartsWith("extra-2/m/", clip.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_copy_of_a_clip_that_is_tested_is_found()
    {
        var split = SpeakerSplit.Make(main, 1);
        string tested = split.Test[0].Name;
        Clip[] copies = [Crowd.Clip("o:1", "male", "angry", 1) with { Parent = tested }, Crowd.Clip("o:1", "male", "angry", 2) with { Parent = "o/1/angry-1.wav" }];
        var more = ExtraTraining.Choose(main, new Corpus("copies", copies)).AddTo(split);
        var leak = Assert.Single(LeakGuard.Check(more, Unread(more)).Leaks);
        Assert.Equal((LeakKind.Copy, "extra/o/1/angry-1.wav", tested), (leak.Kind, leak.First.Name, leak.Second.Name));
        Assert.Equal("extra/o/1/angry-1.wav", more.Train.Single(clip => clip.Name == "extra/o/1/angry-2.wav").Parent);
    }

    [Fact]
    public void Every_fold_leaves_out_the_speakers_that_it_tests()
    {
        var songs = new Corpus("songs", Crowd.Clips("m", men: 4, women: 4).Select(clip => clip with { File = "song-" + clip.File }));
        var plain = FoldPlan.Make(main, Protocol.Loso, 5, seed: 1);
        var plan = plain.With(ExtraTraining.Choose(main, songs));
        Assert.Same(main, plan.Corpus);
        Assert.Equal(64, plan.AllClips.Clips.Count);
        Assert.Equal(plain.Folds.Select(fold => fold.Split), plan.Folds.Select(fold => fold.Split.Main));
        Assert.All(plan.Folds, fold =>
        {
            var split = fold.Split;
            Assert.Equal(4, split.Test.Count);
            string[] held = [.. split.SpeakersOf(Part.Validation), .. split.SpeakersOf(Part.Test)];
            Assert.DoesNotContain(split.Train, clip => held.Contains(clip.Speaker));
            Assert.Equal(2 * 4 * (8 - held.Length), split.Train.Count);
        });
    }

    [Fact]
    public void A_split_of_another_corpus_is_refused() => Assert.Throws<ArgumentException>(
        "split", () => ExtraTraining.Choose(main, new Corpus("other", Crowd.Clips("o", 1, 1))).AddTo(SpeakerSplit.Make(new Corpus("main", main.Clips), 1)));

    /// <summary>Prints of clips that nobody can read: speakers and copies are compared all the same.</summary>
    private static ClipPrints Unread(Split split) => ClipPrints.Of(new ClipPrint?[split.Corpus.Clips.Count], _ => throw new InvalidOperationException("nothing is alike"));
}
