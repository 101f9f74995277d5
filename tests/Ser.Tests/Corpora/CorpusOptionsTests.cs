using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora;

public sealed class CorpusOptionsTests : IDisposable
{
    private readonly RecordingsFolder folder = new();

    public CorpusOptionsTests() => folder.With("03a01Wa.wav", "03a01Fa.wav", "03a01La.wav", "08a01La.wav", "03a01Na.wav", "08a01Na.wav");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_options_boredom_keeps_its_name() =>
        Assert.Equal(["angry", "happy", "neutral", "boredom"], Open(CorpusOptions.Default).Labels);

    [Fact]
    public void Labels_that_are_asked_for_are_kept_in_any_order_and_spelling()
    {
        var corpus = Open(new CorpusOptions { Labels = ["Boredom", "anger"] });
        Assert.Equal(["angry", "boredom"], corpus.Labels);
        Assert.Equal(["3 clips left out by label (happy 1, neutral 2)"], corpus.Notes);
    }

    [Fact]
    public void Labels_that_are_excluded_are_left_out()
    {
        var corpus = Open(new CorpusOptions { Exclude = ["boredom"] });
        Assert.Equal(["angry", "happy", "neutral"], corpus.Labels);
        Assert.Equal(["2 clips left out by label (boredom 2)"], corpus.Notes);
    }

    [Fact]
    public void A_label_is_renamed_before_others_are_left_out()
    {
        var corpus = Open(new CorpusOptions { Map = new Dictionary<string, string> { ["boredom"] = "neutral" }, Labels = ["neutral", "angry"] });
        Assert.Equal(["angry", "neutral"], corpus.Labels);
        Assert.Equal(4, corpus.Clips.Count(clip => clip.Label == "neutral"));
        Assert.Equal(["2 clips labelled boredom are taken for neutral", "1 clip left out by label (happy 1)"], corpus.Notes);
    }

    [Fact]
    public void Labels_change_places_for_no_name_is_followed_twice()
    {
        var corpus = Open(new CorpusOptions { Map = new Dictionary<string, string> { ["angry"] = "happy", ["happy"] = "angry" } });
        Assert.Equal("happy", corpus.Clips.Single(clip => clip.Name == "03a01Wa.wav").Label);
        Assert.Equal("angry", corpus.Clips.Single(clip => clip.Name == "03a01Fa.wav").Label);
    }

    [Fact]
    public void A_new_name_that_nobody_knows_is_remarked()
    {
        var corpus = Open(new CorpusOptions { Map = new Dictionary<string, string> { ["boredom"] = "low" } });
        Assert.Contains("low", corpus.Labels);
        Assert.Contains("low is none of the known labels (angry disgust fear happy neutral sad surprise calm); it is a class of its own", corpus.Notes);
    }

    [Fact]
    public void A_name_that_does_not_occur_is_remarked()
    {
        const string listed = "(the labels are angry happy neutral boredom)";
        Assert.Equal([$"no clip is labelled calm, so nothing became neutral {listed}"], Open(new CorpusOptions { Map = new Dictionary<string, string> { ["calm"] = "neutral" } }).Notes);
        Assert.Equal([$"no clip is labelled calm {listed}"], Open(new CorpusOptions { Exclude = ["calm"] }).Notes);
        Assert.Contains($"no clip is labelled hapy {listed}", Open(new CorpusOptions { Labels = ["hapy", "angry", "neutral"] }).Notes);
    }

    [Fact]
    public void What_leaves_fewer_than_two_classes_is_refused()
    {
        Refused(new CorpusOptions { Labels = ["angry"] }, $"{folder.Root}: holds one class only (angry); give at least two");
        Refused(
            new CorpusOptions { Labels = ["calm"] },
            $"{folder.Root}: no clip is left of the labels that were asked for; there are angry happy neutral boredom");
    }

    [Fact]
    public void One_label_cannot_get_two_names()
    {
        var error = Assert.Throws<UserError>(() => new CorpusOptions { Map = new Dictionary<string, string> { ["anger"] = "sad", ["angry"] = "fear" } });
        Assert.Equal("the label angry is mapped to sad and to fear; choose one", error.Message);
    }

    private Corpus Open(CorpusOptions options) => CorpusFolder.Open([folder.Root], options);

    private void Refused(CorpusOptions options, string message) => Assert.Equal(message, Assert.Throws<UserError>(() => Open(options)).Message);
}
