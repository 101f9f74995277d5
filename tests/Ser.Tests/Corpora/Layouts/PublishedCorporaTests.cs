using Ser.Corpora;

namespace Ser.Tests.Corpora.Layouts;

/// <summary>Folders with every name that was published: what is found in them is what their makers say.</summary>
public sealed class PublishedCorporaTests : IDisposable
{
    private readonly RecordingsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void RAVDESS_speech() => Check(folder.With(Named(PublishedNames.Ravdess(), ".wav")), "ravdess");

    [Fact]
    public void CREMA_D() => Check(folder.With(Named(PublishedNames.CremaD(), ".wav")), "crema-d");

    [Fact]
    public void TESS_counts_once_though_its_archive_holds_it_twice()
    {
        var names = PublishedNames.Tess().ToArray();
        folder.With(Named(names, ".wav")).With(Named(names, ".WAV").Select(name => $"TESS Toronto emotional speech set data/{name}"));
        var corpus = Check(folder, "tess");
        Assert.StartsWith("2800 files left out because recordings of the same names are counted already", Assert.Single(corpus.Notes), StringComparison.Ordinal);
        Assert.All(corpus.Speakers, speaker => Assert.Equal(1400, corpus.Clips.Count(clip => clip.Speaker == speaker)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SAVEE_in_either_spelling(bool flat) =>
        Check(folder.With(Named(flat ? PublishedNames.SaveeFlat() : PublishedNames.Savee(), ".wav")), "savee");

    [Fact]
    public void EMO_DB()
    {
        var corpus = Check(folder.With(Named(PublishedNames.EmoDb(), ".wav").Select(name => $"wav/{name}")), "emodb");
        Assert.Equal([49, 58, 43, 38, 55, 35, 61, 69, 56, 71], corpus.Speakers.Select(speaker => corpus.Clips.Count(clip => clip.Speaker == speaker)));
    }

    [Fact]
    public void The_mixture_of_four_in_one_flat_folder()
    {
        var names = PublishedNames.Ravdess().Concat(PublishedNames.CremaD()).Concat(PublishedNames.Tess()).Select(name => name.Split('/')[^1]).Concat(PublishedNames.SaveeFlat());
        Assert.Empty(Check(folder.With(Named(names, ".wav")), "kaggle-mix").Notes);
    }

    [Fact]
    public void The_mixture_of_four_nested_in_capitals_with_TESS_twice()
    {
        var tess = PublishedNames.Tess().ToArray();
        folder
            .With(Named(PublishedNames.Ravdess(), ".wav").Select(name => $"ravdess/audio_speech_actors_01-24/{name}".ToUpperInvariant()))
            .With(Named(PublishedNames.CremaD(), ".wav").Select(name => $"cremad/AudioWAV/{name}".ToUpperInvariant()))
            .With(Named(tess, ".wav").Select(name => $"tess/{name}".ToUpperInvariant()))
            .With(Named(tess, ".wav").Select(name => $"tess/again/{name}".ToLowerInvariant()))
            .With(Named(PublishedNames.Savee(), ".wav").Select(name => $"savee/ALL/{name}".ToUpperInvariant()));
        var corpus = Check(folder, "kaggle-mix");
        Assert.StartsWith("2800 files left out because recordings of the same names", Assert.Single(corpus.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_real_mixture_has_its_12_162_clips_of_121_speakers()
    {
        string mix = TestData.Require("datasets", "kaggle-mix");
        Check(CorpusFolder.Open([TestData.Require("datasets", "ravdess"), mix]), "kaggle-mix");
        foreach (var (name, key) in new[] { ("crema-d", "crema-d"), ("tess", "tess"), ("savee", "savee") })
        {
            Check(CorpusFolder.Open(Path.Combine(mix, name)), key);
        }
    }

    [Theory]
    [InlineData(RavdessChannel.Speech, 1440, 8, "1012 song files left out (channel 02); speech only")]
    [InlineData(RavdessChannel.Song, 1012, 6, "1440 speech files left out (channel 01); song only")]
    [InlineData(RavdessChannel.All, 2452, 8, null)]
    public void The_songs_of_RAVDESS_are_taken_where_they_are_asked_for(RavdessChannel channel, int clips, int labels, string? note)
    {
        folder.With(Named(PublishedNames.Ravdess().Concat(PublishedNames.RavdessSongs()), ".wav"));
        var corpus = CorpusFolder.Open([folder.Root], new CorpusOptions { RavdessChannel = channel });
        Assert.Equal(clips, corpus.Clips.Count);
        Assert.Equal(labels, corpus.Labels.Count);
        Assert.Equal(note is null ? [] : [note], corpus.Notes);
    }

    [Fact]
    public void Of_every_published_name_one_corpus_is_the_owner()
    {
        var known = new KnownLayouts();
        var names = PublishedNames.Ravdess().Concat(PublishedNames.RavdessSongs()).Concat(PublishedNames.CremaD()).Concat(PublishedNames.Tess())
            .Concat(PublishedNames.Savee()).Concat(PublishedNames.SaveeFlat()).Concat(PublishedNames.EmoDb());
        foreach (string name in names.SelectMany(name => new[] { name, name.ToUpperInvariant(), name.ToLowerInvariant() }))
        {
            var file = new FoundFile($"/x/{name}.wav", $"{name}.wav");
            Assert.True(known.All.Count(layout => layout.Fits(file)) == 1, name);
        }
    }

    private static Corpus Check(RecordingsFolder folder, string key) => Check(CorpusFolder.Open(folder.Root), key);

    private static Corpus Check(Corpus corpus, string key)
    {
        var published = KnownDatasets.Find(key)!;
        Assert.Equal(published.Name, corpus.Name);
        Assert.Equal(published.Licence, corpus.Licence);
        Assert.Equal(published.Clips, corpus.Labels.ToDictionary(label => label, label => corpus.Clips.Count(clip => clip.Label == label)));
        Assert.Equal(published.Speakers, corpus.Speakers.Count);
        Assert.True(corpus.SpeakersKnown);
        Assert.All(corpus.Clips, clip => Assert.True(clip.Gender is not null && clip.Statement is not null, clip.Name));
        return corpus;
    }

    private static IEnumerable<string> Named(IEnumerable<string> names, string extension) => names.Select(name => name + extension);
}
