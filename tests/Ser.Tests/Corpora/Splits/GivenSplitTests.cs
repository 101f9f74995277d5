using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Splits;

public sealed class GivenSplitTests
{
    [Fact]
    public void The_parts_of_the_manifest_are_taken_as_they_are()
    {
        var corpus = Given(speaker => speaker switch { "c:00" => Part.Test, "c:01" => Part.Validation, _ => Part.Train });
        var split = Ser.Corpora.Splits.Make(corpus, seed: 3);
        Assert.Equal("given", split.Rule);
        Assert.False(split.SpeakerOverlap);
        Assert.Empty(split.Notes);
        Assert.Equal(["c:00"], split.SpeakersOf(Part.Test));
        Assert.Equal(["c:01"], split.SpeakersOf(Part.Validation));
        Assert.Equal(corpus.Clips.Select(clip => clip.GivenPart), split.Parts.Select(part => (Part?)part));
    }

    [Fact]
    public void A_missing_validation_part_is_drawn_from_the_training_speakers_and_said()
    {
        var corpus = Given(speaker => speaker is "c:00" or "c:05" ? Part.Test : Part.Train);
        var split = Ser.Corpora.Splits.Make(corpus, seed: 3, validation: 0.25);
        Assert.Equal(["c:00", "c:05"], split.SpeakersOf(Part.Test));
        Assert.Equal(2, split.SpeakersOf(Part.Validation).Count);   // 2.5 of 10 is 3 by rounding away, 0.25 of 8 is 2
        Assert.Equal(["the column 'split' names no validation clips; 2 training speakers are drawn for it"], split.Notes);
        Assert.False(split.SpeakerOverlap);
    }

    [Fact]
    public void A_missing_validation_part_is_not_drawn_where_none_is_wanted()
    {
        var split = Ser.Corpora.Splits.Make(Given(speaker => speaker is "c:00" or "c:05" ? Part.Test : Part.Train), seed: 3, validation: 0);
        Assert.Empty(split.Validation);
        Assert.Empty(split.Notes);
    }

    [Fact]
    public void Without_speakers_the_missing_validation_part_is_drawn_by_clip_from_every_class()
    {
        var corpus = new Corpus("c", Given(speaker => speaker == "c:00" ? Part.Test : Part.Train).Clips.Select(clip => clip with { Speaker = null }));
        var split = Ser.Corpora.Splits.Make(corpus, seed: 3);
        Assert.True(split.SpeakerOverlap);
        Assert.Equal((3, 3), (split.Validation.Count(clip => clip.Label == "angry"), split.Validation.Count(clip => clip.Label == "happy")));
        Assert.Contains("6 training clips are drawn", Assert.Single(split.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_parts_that_share_a_speaker_are_stamped()
    {
        var clips = Crowd.Clips("c", 3, 3).Select((clip, i) => clip with { GivenPart = (Part)(i % 3) });
        Assert.True(Ser.Corpora.Splits.Make(new Corpus("c", clips), 1).SpeakerOverlap);
    }

    [Fact]
    public void A_partly_filled_column_is_refused()
    {
        var clips = Crowd.Clips("c", 2, 2).Select(clip => clip.Speaker == "c:03" ? clip : clip with { GivenPart = Part.Train });
        Refused(new Corpus("c", clips), "c: the column 'split' is empty for 4 of 16 clips (the first: c/03/angry-0.wav); fill it for all clips or remove it");
    }

    [Theory]
    [InlineData(Part.Train, "c: the column 'split' gives no clip to test; give it some, or split by --split speaker")]
    [InlineData(Part.Test, "c: the column 'split' gives no clip to train; give it some, or split by --split speaker")]
    public void A_part_that_has_to_be_there_is_missed(Part all, string message) => Refused(Given(_ => all), message);

    [Fact]
    public void A_rule_that_is_asked_for_wins_over_the_manifest()
    {
        var corpus = Given(speaker => speaker == "c:00" ? Part.Test : Part.Train);
        Assert.Equal(SpeakerSplit.Make(corpus, 2).Hash, Ser.Corpora.Splits.Make(corpus, SplitRule.Speaker, 2).Hash);
        var random = Ser.Corpora.Splits.Make(corpus, SplitRule.Random, 2);
        Assert.Equal("clip", random.Rule);
        Assert.True(random.SpeakerOverlap);
    }

    [Fact]
    public void Given_parts_that_nobody_gives_are_refused()
    {
        var corpus = new Corpus("c", Crowd.Clips("c", 3, 3));
        var error = Assert.Throws<UserError>(() => Ser.Corpora.Splits.Make(corpus, SplitRule.Given, 1));
        Assert.StartsWith("c: no manifest gives its clips parts; ", error.Message, StringComparison.Ordinal);
    }

    private static Corpus Given(Func<string, Part> partOf) =>
        new("c", Crowd.Clips("c", men: 5, women: 5).Select(clip => clip with { GivenPart = partOf(clip.Speaker!) }));

    private static void Refused(Corpus corpus, string message) =>
        Assert.Equal(message, Assert.Throws<UserError>(() => Ser.Corpora.Splits.Make(corpus, 1)).Message);
}
