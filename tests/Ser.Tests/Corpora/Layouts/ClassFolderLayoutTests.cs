using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Layouts;

public sealed class ClassFolderLayoutTests : IDisposable
{
    private const string SpeakersNote =
        "speakers are not known (class folders do not tell them): the same voice may be in training and in test";

    private readonly RecordingsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_top_folder_is_the_label_however_deep_a_file_lies()
    {
        var corpus = CorpusFolder.Open(folder.With("Anger/a.wav", "Anger/deep/er/a.wav", "happy/a.OGG", "boredom/x.w64").Root);
        Assert.Equal("folders", corpus.Name);
        Assert.Null(corpus.Licence);
        Assert.Equal(
            [("Anger/a.wav", "angry"), ("Anger/deep/er/a.wav", "angry"), ("boredom/x.w64", "boredom"), ("happy/a.OGG", "happy")],
            corpus.Clips.Select(clip => (clip.Name, clip.Label)));
        Assert.Equal(["angry", "happy", "boredom"], corpus.Labels);
    }

    [Fact]
    public void Speakers_are_unknown_and_the_notes_say_so()
    {
        var corpus = CorpusFolder.Open(folder.With("angry/a.wav", "happy/a.wav").Root);
        Assert.False(corpus.SpeakersKnown);
        Assert.Empty(corpus.Speakers);
        Assert.Equal([SpeakersNote], corpus.Notes);
    }

    [Fact]
    public void Files_outside_the_class_folders_are_counted_and_skipped()
    {
        var corpus = CorpusFolder.Open(folder.With("angry/a.wav", "happy/a.wav", "a.wav", "b.wav").Root);
        Assert.Equal(2, corpus.Clips.Count);
        Assert.Equal(["2 files outside the class folders skipped, the first: a.wav", SpeakersNote], corpus.Notes);
    }

    [Fact]
    public void Two_spellings_are_one_class_and_the_notes_say_so()
    {
        var corpus = CorpusFolder.Open(folder.With("anger/a.wav", "ang/a.wav", "happy/a.wav").Root);
        Assert.Equal(["angry", "happy"], corpus.Labels);
        Assert.Contains("the folders ang and anger are one class: angry", corpus.Notes);
    }

    [Fact]
    public void Folders_that_do_not_look_like_emotions_are_remarked_on()
    {
        var corpus = CorpusFolder.Open(folder.With("test/a.wav", "train/a.wav").Root);
        Assert.Contains(
            "no subfolder is named after a known emotion; they are taken for classes all the same (test, train)", corpus.Notes);
    }

    [Fact]
    public void A_few_ravdess_names_do_not_make_a_ravdess_folder()
    {
        var corpus = CorpusFolder.Open(folder.With("happy/03-01-05-02-01-02-24.wav", "sad/b.wav").Root);
        Assert.Equal("folders", corpus.Name);
        Assert.Equal(["happy", "sad"], corpus.Labels);
    }

    [Fact]
    public void Files_in_the_root_only_are_refused_with_what_to_do()
    {
        var error = Assert.Throws<UserError>(() => CorpusFolder.Open(folder.With("a.wav", "b.wav").Root));
        Assert.Equal(
            $"{folder.Root}: no file tells what it expresses (2 files outside the class folders skipped, the first: a.wav); "
            + "put the recordings into one subfolder per class (angry, happy, …)",
            error.Message);
    }
}
