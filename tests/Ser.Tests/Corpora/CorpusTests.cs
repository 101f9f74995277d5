using Ser.Corpora;

namespace Ser.Tests.Corpora;

public sealed class CorpusTests
{
    [Fact]
    public void Clips_are_ordered_by_the_codes_of_their_names()
    {
        var corpus = new Corpus("c", [Clip("b", "sad"), Clip("a", "angry"), Clip("B", "sad"), Clip("a/z", "calm")]);
        Assert.Equal(["B", "a", "a/z", "b"], corpus.Clips.Select(clip => clip.Name));
        Assert.Equal(["angry", "sad", "calm"], corpus.Labels);
    }

    [Fact]
    public void Two_clips_of_one_name_are_refused()
    {
        Assert.Throws<ArgumentException>("clips", () => new Corpus("c", [Clip("a", "sad"), Clip("a", "angry")]));
    }

    [Fact]
    public void Speakers_are_known_only_if_all_are()
    {
        var all = new Corpus("c", [Clip("a", "sad", "s:2"), Clip("b", "angry", "s:10"), Clip("c", "sad", "s:2")]);
        Assert.True(all.SpeakersKnown);
        Assert.Equal(["s:10", "s:2"], all.Speakers);

        var some = new Corpus("c", [Clip("a", "sad", "s:2"), Clip("b", "angry")]);
        Assert.False(some.SpeakersKnown);
        Assert.Equal(["s:2"], some.Speakers);

        Assert.False(new Corpus("c", []).SpeakersKnown);
    }

    [Fact]
    public void The_hash_does_not_depend_on_the_order_of_clips_or_on_where_they_lie()
    {
        Clip[] clips = [Clip("a", "sad", "s:1"), Clip("b", "angry", "s:2")];
        string hash = new Corpus("c", clips).Hash;
        Assert.Equal(hash, new Corpus("d", clips.Reverse().Select(clip => clip with { File = "/elsewhere/" + clip.Name })).Hash);
    }

    [Fact]
    public void The_hash_never_changes_between_versions()
    {
        // python: sha256 of, for "a" "sad" "s:1" "b" "angry" None: struct.pack("<Bi", text is not None, len(bytes)) + bytes
        Assert.Equal(
            "0acad4ac6010b6b0ca160f5dcfd5a58f6f68948fc127c5bfbf08a214d4d8d830",
            new Corpus("c", [Clip("a", "sad", "s:1"), Clip("b", "angry")]).Hash);
    }

    [Theory]
    [InlineData("x", "sad", "s:1")]
    [InlineData("a", "calm", "s:1")]
    [InlineData("a", "sad", "s:3")]
    [InlineData("a", "sad", null)]
    [InlineData("a", "sad", "")]
    public void The_hash_depends_on_names_labels_and_speakers(string name, string label, string? speaker)
    {
        var other = Clip("b", "angry", "s:2");
        Assert.NotEqual(
            new Corpus("c", [Clip("a", "sad", "s:1"), other]).Hash,
            new Corpus("c", [Clip(name, label, speaker), other]).Hash);
    }

    private static Clip Clip(string name, string label, string? speaker = null) =>
        new() { File = name, Name = name, Label = label, Speaker = speaker };
}
