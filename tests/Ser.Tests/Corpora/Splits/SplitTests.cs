using Ser.Corpora;

namespace Ser.Tests.Corpora.Splits;

public sealed class SplitTests
{
    private readonly Corpus corpus = new("c", Crowd.Clips("c", men: 2, women: 1, takes: 1));   // six clips: two of each speaker

    [Fact]
    public void Parts_and_views_agree()
    {
        Part[] parts = [Part.Test, Part.Test, Part.Train, Part.Train, Part.Validation, Part.Validation];
        var split = new Split(corpus, parts, "speaker", 7, ["a note"]);

        Assert.Equal(corpus.Clips.Take(2), split.Test);
        Assert.Equal(corpus.Clips.Skip(2).Take(2), split.Train);
        Assert.Equal(corpus.Clips.Skip(4), split.Validation);
        Assert.Equal(Part.Validation, split.PartOf(5));
        Assert.Equal(["c:00"], split.SpeakersOf(Part.Test));
        Assert.Equal(("speaker", 7L, false), (split.Rule, split.Seed, split.SpeakerOverlap));
        Assert.Equal(["a note"], split.Notes);
        Assert.Same(corpus, split.Corpus);
    }

    [Fact]
    public void A_leak_cannot_be_constructed()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var whole = Crowd.Random(seed);
            var parts = SpeakerSplit.Make(whole, seed).Parts.ToArray();
            var random = new Random(seed);
            string[] several = [.. whole.Speakers.Where(speaker => whole.Clips.Count(clip => clip.Speaker == speaker) > 1)];
            string leaking = several[random.Next(several.Length)];
            int[] clips = [.. Enumerable.Range(0, parts.Length).Where(i => whole.Clips[i].Speaker == leaking)];
            int moved = clips[random.Next(clips.Length)];
            parts[moved] = (Part)(((int)parts[moved] + 1 + random.Next(2)) % 3);

            var error = Assert.Throws<ArgumentException>("parts", () => new Split(whole, parts, "speaker", seed));
            Assert.StartsWith($"speaker {leaking} stands in two parts", error.Message, StringComparison.Ordinal);
            Assert.True(new Split(whole, parts, "clip", seed).SpeakerOverlap, $"seed {seed}");
        }
    }

    [Fact]
    public void Overlap_is_assumed_where_speakers_are_unknown()
    {
        var unknown = new Corpus("u", corpus.Clips.Select(clip => clip with { Speaker = null }));
        Assert.True(new Split(unknown, new Part[6], "clip", 0).SpeakerOverlap);
        Assert.False(new Split(corpus, new Part[6], "clip", 0).SpeakerOverlap);
        Assert.Throws<ArgumentException>("corpus", () => new Split(unknown, new Part[6], "speaker", 0));
    }

    [Fact]
    public void Slips_of_the_caller_name_their_parameter()
    {
        Assert.Throws<ArgumentException>("parts", () => new Split(corpus, new Part[5], "speaker", 0));
        Assert.Throws<ArgumentException>("parts", () => new Split(corpus, [0, 0, 0, 0, 0, (Part)3], "clip", 0));
        Assert.Throws<ArgumentException>("rule", () => new Split(corpus, new Part[6], "random", 0));
    }

    [Fact]
    public void The_hash_tells_splits_apart_and_nothing_else()
    {
        Part[] parts = [Part.Test, Part.Test, Part.Train, Part.Train, Part.Validation, Part.Validation];
        string hash = new Split(corpus, parts, "speaker", 1).Hash;
        Assert.Equal(hash, new Split(corpus, parts, "clip", 2).Hash);
        Assert.NotEqual(hash, new Split(corpus, [.. parts.Reverse()], "speaker", 1).Hash);
    }
}
