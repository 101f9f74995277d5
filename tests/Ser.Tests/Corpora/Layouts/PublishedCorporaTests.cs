using Ser.Corpora;

namespace Ser.Tests.Corpora.Layouts;

/// <summary>Folders with every name that was published: what is found in them is what their makers say.</summary>
public sealed class PublishedCorporaTests(PublishedCorporaTests.Corpora corpora) : IClassFixture<PublishedCorporaTests.Corpora>
{
    [Theory]
    [InlineData("mix/RAVDESS/AUDIO_SPEECH_ACTORS_01-24", "ravdess")]
    [InlineData("mix/CremaD", "crema-d")]
    [InlineData("mix/tess", "tess")]
    [InlineData("mix/SAVEE", "savee")]
    [InlineData("savee flat", "savee")]
    [InlineData("emodb", "emodb")]
    public void A_corpus_is_recognised_with_all_its_clips(string folder, string key) => Check(CorpusFolder.Open(corpora.At(folder)), key);

    [Fact]
    public void TESS_counts_once_though_its_archive_holds_it_twice()
    {
        var corpus = Check(CorpusFolder.Open(corpora.At("mix/tess")), "tess");
        Assert.StartsWith("2800 files left out because recordings of the same names are counted already", Assert.Single(corpus.Notes), StringComparison.Ordinal);
        Assert.All(corpus.Speakers, speaker => Assert.Equal(1400, corpus.Clips.Count(clip => clip.Speaker == speaker)));
    }

    [Fact]
    public void The_speakers_of_EMO_DB_have_their_published_numbers_of_clips()
    {
        var corpus = CorpusFolder.Open(corpora.At("emodb"));
        Assert.Equal([49, 58, 43, 38, 55, 35, 61, 69, 56, 71], corpus.Speakers.Select(speaker => corpus.Clips.Count(clip => clip.Speaker == speaker)));
    }

    [Fact]
    public void The_mixture_of_four_nested_and_in_any_letter_case()
    {
        var corpus = Check(CorpusFolder.Open(corpora.At("mix")), "kaggle-mix");
        Assert.StartsWith("2800 files left out because recordings of the same names", Assert.Single(corpus.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_mixture_of_four_in_one_flat_folder()
    {
        var names = PublishedNames.Ravdess().Concat(PublishedNames.CremaD()).Concat(PublishedNames.Tess()).Select(name => name.Split('/')[^1]).Concat(PublishedNames.SaveeFlat());
        var reader = Read(names, new KnownLayouts());
        Check(new Corpus(reader.Name, reader.Clips, reader.Notes, reader.Licence), "kaggle-mix");
        Assert.Empty(reader.Notes);
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
        var reader = Read(PublishedNames.Ravdess().Concat(PublishedNames.RavdessSongs()), new KnownLayouts(channel));
        Assert.Equal(clips, reader.Clips.Count);
        Assert.Equal(labels, reader.Clips.Select(clip => clip.Label).Distinct().Count());
        Assert.Equal(note is null ? [] : [note], reader.Notes);
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

    /// <summary>As the scan of a folder hands its files on; thousands of files more on the disk would show nothing more.</summary>
    private static FolderReader Read(IEnumerable<string> names, KnownLayouts known)
    {
        var content = new FolderContent("/nowhere");
        content.Sounds.AddRange(names.Order(StringComparer.Ordinal).Select(name => new FoundFile($"/nowhere/{name}.wav", $"{name}.wav")));
        return FolderReader.Read(content, known, []);
    }

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

    /// <summary>The files of all corpora, empty; opening does not decode.</summary>
    public sealed class Corpora : IDisposable
    {
        private readonly RecordingsFolder folder = new();

        public Corpora()
        {
            var tess = PublishedNames.Tess().ToArray();
            folder
                .With(PublishedNames.Ravdess().Select(name => $"mix/RAVDESS/AUDIO_SPEECH_ACTORS_01-24/{name.ToUpperInvariant()}.WAV"))
                .With(PublishedNames.CremaD().Select(name => $"mix/CremaD/AudioWAV/{name.ToLowerInvariant()}.wav"))
                .With(tess.Select(name => $"mix/tess/{name}.wav"))
                .With(tess.Select(name => $"mix/tess/TESS Toronto emotional speech set data/{name.ToUpperInvariant()}.wav"))
                .With(PublishedNames.Savee().Select(name => $"mix/SAVEE/ALL/{name.ToUpperInvariant()}.WAV"))
                .With(PublishedNames.SaveeFlat().Select(name => $"savee flat/{name}.wav"))
                .With(PublishedNames.EmoDb().Select(name => $"emodb/wav/{name}.wav"));
        }

        public string At(string name) => folder.At(name);

        public void Dispose() => folder.Dispose();
    }
}
