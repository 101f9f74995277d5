using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Folders;

public sealed class FolderScanTests : IDisposable
{
    private readonly RecordingsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_link_to_a_folder_elsewhere_is_followed_under_its_own_name()
    {
        using var elsewhere = new RecordingsFolder();
        elsewhere.With("deep/a.wav", "b.wav");
        folder.With("happy/a.wav").WithFolderLink("angry", elsewhere.Root);

        var corpus = CorpusFolder.Open(folder.Root);
        Assert.Equal(["angry/b.wav", "angry/deep/a.wav", "happy/a.wav"], corpus.Clips.Select(clip => clip.Name));
        Assert.All(corpus.Clips, clip => Assert.True(File.Exists(clip.File)));
    }

    [Fact]
    public void A_link_to_a_folder_above_ends_and_brings_in_nothing()
    {
        folder.With("corpus/angry/a.wav", "corpus/happy/a.wav", "private/x.wav");
        folder.WithFolderLink("corpus/angry/up", folder.Root).WithFolderLink("corpus/self", folder.At("corpus"));

        var corpus = CorpusFolder.Open(folder.At("corpus"));
        Assert.Equal(["angry/a.wav", "happy/a.wav"], corpus.Clips.Select(clip => clip.Name));
        Assert.Contains("2 links to folders that are counted already left out, the first: angry/up", corpus.Notes);
    }

    [Fact]
    public void Links_that_lead_to_each_other_end()
    {
        using var a = new RecordingsFolder();
        using var b = new RecordingsFolder();
        a.With("a.wav").WithFolderLink("b", b.Root);
        b.With("b.wav").WithFolderLink("a", a.Root);
        folder.With("angry/x.wav").WithFolderLink("happy", a.Root).WithFolderLink("sad", b.Root);

        var corpus = CorpusFolder.Open(folder.Root);
        Assert.Equal(["angry/x.wav", "happy/a.wav", "sad/b.wav"], corpus.Clips.Select(clip => clip.Name));
    }

    [Fact]
    public void A_link_that_leads_to_itself_ends()
    {
        folder.With("angry/a.wav", "happy/a.wav");
        folder.WithFileLink("sad", folder.At("sad")).WithFileLink("angry/x.wav", folder.At("angry/x.wav"));

        var corpus = CorpusFolder.Open(folder.Root);
        Assert.Equal(2, corpus.Clips.Count);
        Assert.Contains("2 files or folders that cannot be opened (broken links or names) left out, the first: sad", corpus.Notes);
    }

    [Fact]
    public void A_broken_link_is_counted_and_left_out()
    {
        folder.With("angry/a.wav", "happy/a.wav").WithFileLink("happy/x.wav", folder.At("gone.wav"));

        var corpus = CorpusFolder.Open(folder.Root);
        Assert.Equal(2, corpus.Clips.Count);
        Assert.Contains("1 file or folder that cannot be opened (a broken link or name) left out, the first: happy/x.wav", corpus.Notes);
    }

    [Fact]
    public void A_folder_keeps_its_name_though_a_link_to_it_comes_first()
    {
        folder.With("happy/a.wav", "sad/b.wav").WithFolderLink("angry", folder.At("sad"));

        var corpus = CorpusFolder.Open(folder.Root);
        Assert.Equal(["happy/a.wav", "sad/b.wav"], corpus.Clips.Select(clip => clip.Name));
    }

    [Fact]
    public void A_link_to_a_file_counts_unless_the_file_is_counted_already()
    {
        using var elsewhere = new RecordingsFolder();
        elsewhere.With("x.wav");
        folder.With("angry/a.wav", "happy/b.wav");
        folder.WithFileLink("happy/again.wav", folder.At("angry/a.wav"));
        folder.WithFileLink("happy/new.wav", elsewhere.At("x.wav")).WithFileLink("happy/newer.wav", elsewhere.At("x.wav"));

        var corpus = CorpusFolder.Open(folder.Root);
        Assert.Equal(["angry/a.wav", "happy/b.wav", "happy/new.wav"], corpus.Clips.Select(clip => clip.Name));
        Assert.Contains("2 links to sound files that are counted already left out, the first: happy/again.wav", corpus.Notes);
    }

    [Fact]
    public void A_link_to_the_corpus_is_as_good_as_the_corpus()
    {
        folder.With("corpus/angry/a.wav", "corpus/happy/a.wav").WithFolderLink("link", folder.At("corpus"));

        Assert.Equal(CorpusFolder.Open(folder.At("corpus")).Hash, CorpusFolder.Open(folder.At("link")).Hash);
        Assert.Equal(2, CorpusFolder.Open([folder.At("link"), folder.At("corpus")]).Clips.Count);
    }

    [Fact]
    public void A_link_from_one_given_folder_into_another_adds_nothing()
    {
        folder.With("one/angry/a.wav", "two/happy/a.wav").WithFolderLink("one/sad", folder.At("two/happy"));

        var corpus = CorpusFolder.Open([folder.At("one"), folder.At("two")]);
        Assert.Equal(["one/angry/a.wav", "two/happy/a.wav"], corpus.Clips.Select(clip => clip.Name));
    }

    [Fact]
    public void A_folder_behind_a_circle_of_links_is_no_folder()
    {
        folder.WithFileLink("a", folder.At("b")).WithFileLink("b", folder.At("a"));
        Assert.Throws<UserError>(() => CorpusFolder.Open(folder.At("a")));
    }
}
