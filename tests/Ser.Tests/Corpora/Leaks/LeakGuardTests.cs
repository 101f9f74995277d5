using System.Text.Json;
using Ser.Core;
using Ser.Corpora;
using Ser.Tests.Corpora.Prints;

namespace Ser.Tests.Corpora.Leaks;

public sealed class LeakGuardTests : IDisposable
{
    private static readonly string Demo = Path.Combine(TestData.Repository, "data", "demo");
    private static readonly LeakAllowance Nothing = new(Speakers: false, Sounds: false);

    private readonly RecordingsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_clean_corpus_passes()
    {
        var corpus = CorpusFolder.Open(Demo);
        var report = LeakGuard.Check(Ser.Corpora.Splits.Make(corpus, seed: 1), ClipPrints.Read(corpus.Clips, jobs: 2, cancel: TestContext.Current.CancellationToken));
        Assert.Empty(report.Leaks);
        report.Require(Nothing, "leakage.json");
    }

    [Theory]
    [MemberData(nameof(PlantedCopies.Ways), MemberType = typeof(PlantedCopies))]
    public void A_copy_in_another_part_is_refused(string way, bool exact)
    {
        string original = Path.Combine(Demo, "Actor_02", "03-01-03-01-01-01-02.wav");
        string copy = PlantedCopies.Make(original, way, folder.At("copy"));
        Clip[] clips = [Clip("a.wav", original, "x:1"), Clip("b.wav", Path.Combine(Demo, "Actor_04", "03-01-03-01-01-01-04.wav"), "x:2"), Clip("c", copy, "x:3")];
        var leak = Assert.Single(Check(clips, Part.Train, Part.Validation, Part.Test).Leaks);
        Assert.Equal((LeakKind.Sound, "a.wav", Part.Train, "c", Part.Test), (leak.Kind, leak.First.Name, leak.FirstPart, leak.Second.Name, leak.SecondPart));
        Assert.Equal(exact, leak.Correlation is null);

        Assert.Empty(Check(clips, Part.Test, Part.Train, Part.Test).Leaks);
    }

    [Fact]
    public void The_refusal_is_one_line_that_tells_count_first_pair_and_file()
    {
        Clip[] clips = [Silent("a", "x:1"), Silent("b", "x:1"), Silent("c", "x:2"), Silent("d", "x:1"), Silent("e", "x:2")];
        var report = Check(clips, Part.Train, Part.Validation, Part.Train, Part.Test, Part.Test);
        Assert.Equal(
            [("a", "b"), ("a", "d"), ("c", "e")],
            report.Leaks.Select(leak => (leak.First.Name, leak.Second.Name)));
        var error = Assert.Throws<UserError>(() => report.Require(Nothing, "run/leakage.json"));
        Assert.Equal(
            "c: 3 leaks between the parts, the first: a (train) and b (validation) are spoken by x:1; all are in run/leakage.json: give every speaker one part",
            error.Message);
        report.Require(new LeakAllowance(Speakers: true, Sounds: false), "leakage.json");
        Assert.Throws<UserError>(() => report.Require(new LeakAllowance(Speakers: false, Sounds: true), "leakage.json"));
        Assert.Equal(0, report.LeakedClips);
    }

    [Fact]
    public void An_augmented_copy_may_not_leave_its_recording_nor_its_sisters()
    {
        Clip[] clips = [Silent("a"), Silent("a-noise", parent: "a"), Silent("b-fast", parent: "b"), Silent("b-slow", parent: "b"), Silent("c")];
        var report = Check(clips, Part.Train, Part.Test, Part.Validation, Part.Test, Part.Train);
        Assert.Equal(
            [(LeakKind.Copy, "a", "a-noise"), (LeakKind.Copy, "b-fast", "b-slow")],
            report.Leaks.Select(leak => (leak.Kind, leak.First.Name, leak.Second.Name)));
        Assert.Equal(2, report.LeakedClips);
        Assert.Contains(
            "the first: a (train) and a-noise (test) are made of a; ",
            Assert.Throws<UserError>(() => report.Require(new LeakAllowance(Speakers: true, Sounds: false), "f")).Message, StringComparison.Ordinal);
        report.Require(new LeakAllowance(Speakers: false, Sounds: true), "f");
        Assert.Empty(Check(clips, Part.Train, Part.Train, Part.Test, Part.Test, Part.Validation).Leaks);
    }

    [Fact]
    public void A_sound_is_looked_for_where_no_speaker_is_known()
    {
        string file = Path.Combine(Demo, "Actor_02", "03-01-03-01-01-01-02.wav");
        var report = Check([Clip("a", file), Clip("b", file), Clip("c", file)], Part.Test, Part.Train, Part.Validation);
        Assert.Equal([("b", "c"), ("b", "a")], report.Leaks.Select(leak => (leak.First.Name, leak.Second.Name)));
        Assert.Equal("b (train) and c (validation) hold the same samples", report.Leaks[0].ToString());
    }

    [Fact]
    public void The_file_holds_every_pair_and_what_was_allowed()
    {
        string file = Path.Combine(Demo, "Actor_02", "03-01-03-01-01-01-02.wav");
        string soft = PlantedCopies.Make(file, "gain -6", folder.At("soft"));
        var report = Check([Clip("a", file, "x:1"), Clip("b", soft, "x:1"), Silent("c", parent: "a")], Part.Train, Part.Test, Part.Validation);
        using var json = JsonDocument.Parse(report.ToJson(new LeakAllowance(Speakers: true, Sounds: false)));
        Assert.Equal(["corpus", "split", "clips", "unread", "speakersKnown", "leaks"], json.RootElement.EnumerateObject().Select(property => property.Name));
        var leaks = json.RootElement.GetProperty("leaks").EnumerateArray().ToArray();
        Assert.Equal(
            [("speaker", true), ("sound", false), ("copy", false)],
            leaks.Select(leak => (leak.GetProperty("kind").GetString(), leak.GetProperty("allowed").GetBoolean())));
        Assert.False(leaks[1].GetProperty("exact").GetBoolean());
        Assert.InRange(leaks[1].GetProperty("correlation").GetDouble(), 0.99, 1);
        Assert.Equal(("b", "test"), (leaks[1].GetProperty("second").GetProperty("file").GetString(), leaks[1].GetProperty("second").GetProperty("part").GetString()));
        Assert.Equal(1, json.RootElement.GetProperty("unread").GetInt32());
    }

    [Fact]
    public void Statistics_may_see_the_training_part_only()
    {
        var split = Split([Silent("a"), Silent("b"), Silent("c")], Part.Train, Part.Train, Part.Test);
        LeakGuard.RequireFittedOn(split, "the normalisation", Part.Train, ["a", "b", "a"]);
        LeakGuard.RequireFittedOn(split, "the normalisation", Part.Train, []);
        Assert.Equal(
            "the normalisation saw 2 clips that are not of the train part, the first: c",
            Assert.Throws<InvalidOperationException>(() => LeakGuard.RequireFittedOn(split, "the normalisation", Part.Train, ["a", "c", "c", "made up"])).Message);
    }

    [Fact]
    public void Prints_of_another_corpus_are_refused()
    {
        var prints = ClipPrints.Of([null], _ => throw new InvalidOperationException(), cancel: TestContext.Current.CancellationToken);
        Assert.Throws<ArgumentException>("prints", () => LeakGuard.Check(Split([Silent("a"), Silent("b")], Part.Train, Part.Test), prints));
    }

    private static LeakReport Check(Clip[] clips, params Part[] parts)
    {
        var split = Split(clips, parts);
        return LeakGuard.Check(split, ClipPrints.Read(split.Corpus.Clips, jobs: 2, cancel: TestContext.Current.CancellationToken));
    }

    private static Split Split(Clip[] clips, params Part[] parts) => new(new Corpus("c", clips), parts, Ser.Corpora.Split.ByClip, seed: 1);

    private static Clip Clip(string name, string file, string? speaker = null) => new() { File = file, Name = name, Label = "x", Speaker = speaker };

    /// <summary>A clip without a file.</summary>
    private static Clip Silent(string name, string? speaker = null, string? parent = null) =>
        new() { File = "none", Name = name, Label = "x", Speaker = speaker, Parent = parent };
}
