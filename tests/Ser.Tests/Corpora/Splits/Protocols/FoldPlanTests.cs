using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Splits.Protocols;

public sealed class FoldPlanTests
{
    [Fact]
    public void Folds_test_every_speaker_once_and_validate_on_speakers_that_they_do_not_test()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var corpus = Crowd.Random(seed);
            if (Plan(corpus, seed) is not { } plan)
            {
                continue;
            }

            string[] tested = [.. plan.Folds.SelectMany(fold => fold.Split.SpeakersOf(Part.Test))];
            Assert.True(tested.Order(StringComparer.Ordinal).SequenceEqual(corpus.Speakers), $"seed {seed}: not each speaker once");
            foreach (var fold in plan.Folds)
            {
                Assert.True(fold.Split.Rule == "speaker" && !fold.Split.SpeakerOverlap, $"seed {seed}: a speaker in two parts");
                Assert.True(fold.Split.Test.Count > 0 && fold.Split.Validation.Count > 0 && fold.Split.Train.Count > 0, $"seed {seed}: an empty part");
            }
        }
    }

    [Theory]
    [InlineData(Protocol.Folds)]
    [InlineData(Protocol.Loso)]
    public void Without_a_validation_part_a_fold_trains_on_all_whom_it_does_not_test(Protocol protocol)
    {
        var corpus = new Corpus("c", Crowd.Clips("c", 6, 6));
        Assert.All(FoldPlan.Make(corpus, protocol, 3, seed: 1, validation: 0).Folds, fold =>
        {
            Assert.Empty(fold.Split.Validation);
            Assert.Equal(corpus.Clips.Count, fold.Split.Train.Count + fold.Split.Test.Count);
            Assert.Empty(fold.Split.Notes);
        });
    }

    [Fact]
    public void Every_fold_has_its_share_of_each_class_up_to_one_speaker()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var clips = Crowd.Clips("c", 12, 12, takes: 1, labels: [.. Emotions.All])
                .SelectMany((clip, i) => Enumerable.Range(0, 1 + ((i * 7) % 3)).Select(take => clip with { Name = $"{clip.Name}-{take}" }));
            var corpus = new Corpus("c", clips);
            var folds = FoldPlan.Make(corpus, Protocol.Folds, 5, seed).Folds;
            foreach (string label in corpus.Labels)
            {
                int[] ofSpeaker = [.. corpus.Clips.Where(clip => clip.Label == label).CountBy(clip => clip.Speaker!).Select(pair => pair.Value)];
                double share = ofSpeaker.Sum() / 5.0, largest = ofSpeaker.Max();
                Assert.All(
                    folds, fold => Assert.InRange(fold.Split.Test.Count(clip => clip.Label == label), share - (1.5 * largest), share + (1.5 * largest)));
            }
        }
    }

    [Fact]
    public void The_24_actors_of_a_balanced_corpus_make_folds_of_two_or_three_men_and_women()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var plan = FoldPlan.Make(new Corpus("c", Crowd.Clips("c", 12, 12)), Protocol.Folds, 5, seed);
            Assert.Equal([4, 5, 5, 5, 5], plan.Folds.Select(fold => fold.Split.SpeakersOf(Part.Test).Count).Order());
            Assert.All(plan.Folds, fold => Assert.InRange(fold.Split.Test.Where(clip => clip.Gender == "male").DistinctBy(clip => clip.Speaker).Count(), 2, 3));
        }
    }

    [Fact]
    public void Merged_corpora_are_spread_over_the_folds()
    {
        Clip[] clips = [.. Crowd.Clips("small", 5, 5, takes: 1), .. Crowd.Clips("large", 20, 20, takes: 2)];
        for (int seed = 0; seed < 30; seed++)
        {
            var plan = FoldPlan.Make(new Corpus("merged", clips), Protocol.Folds, 5, seed);
            Assert.All(plan.Folds, fold => Assert.Equal(2, fold.Split.SpeakersOf(Part.Test).Count(speaker => speaker.StartsWith("small", StringComparison.Ordinal))));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_plan_in_whatever_order_the_clips_come_and_another_seed_another_one()
    {
        var corpus = Crowd.Random(5);
        var shuffled = corpus.Clips.ToArray();
        new Random(1).Shuffle(shuffled);
        foreach (var protocol in new[] { Protocol.Folds, Protocol.Loso })
        {
            Assert.Equal(Hashes(corpus, protocol, 1), Hashes(new Corpus("again", shuffled), protocol, 1));
            Assert.NotEqual(Hashes(corpus, protocol, 1), Hashes(corpus, protocol, 2));
        }

        static string[] Hashes(Corpus corpus, Protocol protocol, long seed) => [.. FoldPlan.Make(corpus, protocol, 4, seed).Folds.Select(fold => fold.Split.Hash)];
    }

    [Fact]
    public void Folds_do_not_all_validate_on_the_same_speakers()
    {
        var plan = FoldPlan.Make(new Corpus("c", Crowd.Clips("c", 12, 12)), Protocol.Folds, 6, seed: 1);
        Assert.InRange(plan.Folds.SelectMany(fold => fold.Split.SpeakersOf(Part.Validation)).Distinct().Count(), 10, 24);
        Assert.All(plan.Folds, fold => Assert.Equal(3, fold.Split.SpeakersOf(Part.Validation).Count));   // 0.15 of 20
    }

    [Fact]
    public void Leaving_one_speaker_out_makes_as_many_folds_as_speakers()
    {
        var corpus = new Corpus("c", Crowd.Clips("c", 4, 3));
        var plan = FoldPlan.Make(corpus, Protocol.Loso, 5, seed: 1);
        Assert.Equal(corpus.Speakers, plan.Folds.Select(fold => fold.Name));
        Assert.Equal(Enumerable.Range(1, 7), plan.Folds.Select(fold => fold.Number));
        Assert.All(plan.Folds, fold => Assert.Equal([fold.Name], fold.Split.SpeakersOf(Part.Test)));
    }

    [Fact]
    public void Two_speakers_leave_nobody_to_validate_on()
    {
        Refused(
            new Corpus("TESS", Crowd.Clips("tess", 0, 2)), Protocol.Loso,
            "TESS, fold 1: one speaker only (tess:01) is left to train on, and the validation needs another one: add recordings of others or make fewer folds");
    }

    [Fact]
    public void More_folds_than_speakers_are_refused() => Refused(
        new Corpus("c", Crowd.Clips("c", 2, 2)), Protocol.Folds, "c: 4 speakers make no 5 folds; give --folds 4 at most");

    [Fact]
    public void Speakers_of_whom_only_some_are_known_are_refused()
    {
        Clip[] clips = [.. Crowd.Clips("c", 3, 3), Crowd.Clip(null, null, "angry", 0)];
        foreach (var (protocol, what) in new[] { (Protocol.Folds, "folds of unseen speakers"), (Protocol.Loso, "leaving one speaker out") })
        {
            Refused(
                new Corpus("c", clips), protocol,
                $"c: the speakers of 1 of 25 clips are not known (the first: unknown/angry-0.wav); {what} needs all of them: leave these clips out");
        }
    }

    [Fact]
    public void Without_speakers_folds_are_drawn_by_clip_evenly_in_every_class_and_it_is_said()
    {
        var corpus = new Corpus("c", Crowd.Clips("c", 3, 3, takes: 5).Select(clip => clip with { Speaker = null }));
        var plan = FoldPlan.Make(corpus, Protocol.Folds, 4, seed: 1);
        Assert.StartsWith("no speaker is known", Assert.Single(plan.Notes), StringComparison.Ordinal);
        Assert.All(plan.Folds, fold =>
        {
            Assert.Equal("clip", fold.Split.Rule);
            Assert.True(fold.Split.SpeakerOverlap);
            Assert.All(corpus.Labels, label => Assert.InRange(fold.Split.Test.Count(clip => clip.Label == label), 7, 8));   // 30 / 4
        });
        Assert.Equal(corpus.Clips.Count, plan.Folds.Sum(fold => fold.Split.Test.Count));
    }

    [Fact]
    public void A_recording_and_its_copies_stay_in_one_part_where_clips_are_drawn()
    {
        var clips = Crowd.Clips("c", 3, 3, takes: 5).Select(clip => clip with { Speaker = null }).ToArray();
        var corpus = new Corpus("c", clips.Concat(clips.Select(clip => clip with { Name = $"copy of {clip.Name}", Parent = clip.Name })));
        Split[] splits = [ClipSplit.Make(corpus, 1), .. FoldPlan.Make(corpus, Protocol.Folds, 3, 1).Folds.Select(fold => fold.Split)];
        foreach (var split in splits)
        {
            var parts = corpus.Clips.Zip(split.Parts).ToDictionary(pair => pair.First.Name, pair => pair.Second);
            Assert.All(corpus.Clips.Where(clip => clip.Parent is not null), copy => Assert.Equal(parts[copy.Parent!], parts[copy.Name]));
        }
    }

    [Fact]
    public void Fixed_folds_are_those_of_the_manifest_in_the_order_of_their_numbers()
    {
        var clips = Crowd.Clips("c", 12, 10).Select(clip => clip with { GivenFold = $"{1 + (int.Parse(clip.Speaker![2..]) / 2)}" });
        var plan = FoldPlan.Make(new Corpus("c", clips), Protocol.Fixed, 5, seed: 1);
        Assert.Equal(Enumerable.Range(1, 11).Select(fold => $"{fold}"), plan.Folds.Select(fold => fold.Name));
        Assert.All(plan.Folds, fold =>
        {
            Assert.Equal("given", fold.Split.Rule);
            Assert.All(fold.Split.Test, clip => Assert.Equal(fold.Name, clip.GivenFold));
            Assert.Equal(4 * 2, fold.Split.Test.Count);
            Assert.False(fold.Split.SpeakerOverlap);
        });
    }

    [Fact]
    public void Fixed_folds_that_share_speakers_are_stamped()
    {
        var clips = Crowd.Clips("c", 6, 6, takes: 4).Select((clip, i) => clip with { GivenFold = i % 2 == 0 ? "a" : "b" });
        Assert.All(FoldPlan.Make(new Corpus("c", clips), Protocol.Fixed, 5, 1).Folds, fold => Assert.True(fold.Split.SpeakerOverlap));
    }

    [Fact]
    public void A_manifest_with_a_split_but_no_folds_is_one_fold()
    {
        var clips = Crowd.Clips("c", 3, 3).Select(clip => clip with { GivenPart = clip.Speaker == "c:00" ? Part.Test : Part.Train });
        var plan = FoldPlan.Make(new Corpus("c", clips), Protocol.Fixed, 5, 1);
        Assert.Equal(["c:00"], Assert.Single(plan.Folds).Split.SpeakersOf(Part.Test));
        Assert.Single(plan.Notes);
    }

    [Fact]
    public void Folds_that_nobody_gives_are_refused()
    {
        Refused(
            new Corpus("c", Crowd.Clips("c", 3, 3)), Protocol.Fixed,
            "c: no manifest gives its clips folds; add a column 'fold' (or 'split') to the manifest, or choose another protocol");
        Refused(
            new Corpus("c", Crowd.Clips("c", 3, 3).Select(clip => clip.Speaker == "c:00" ? clip : clip with { GivenFold = "1" })), Protocol.Fixed,
            "c: the column 'fold' is empty for 4 of 24 clips (the first: c/00/angry-0.wav); fill it for all clips or remove it");
        Refused(
            new Corpus("c", Crowd.Clips("c", 3, 3).Select(clip => clip with { GivenFold = "1" })), Protocol.Fixed,
            "c: the column 'fold' names one fold only (1), which leaves nothing to train on; give at least two");
    }

    /// <summary>Null where a random crowd has too few speakers of a class for any three parts.</summary>
    private static FoldPlan? Plan(Corpus corpus, int seed)
    {
        try
        {
            return FoldPlan.Make(corpus, Protocol.Folds, Math.Min(3, corpus.Speakers.Count), seed);
        }
        catch (UserError error)
        {
            Assert.Matches("too few speakers|one speaker only", error.Message);
            return null;
        }
    }

    private static void Refused(Corpus corpus, Protocol protocol, string message) =>
        Assert.Equal(message, Assert.Throws<UserError>(() => FoldPlan.Make(corpus, protocol, 5, 1)).Message);
}
