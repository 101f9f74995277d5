using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Layouts;

public sealed class RavdessLayoutTests : IDisposable
{
    private const string Angry = "03-01-05-02-01-02-24";
    private const string Calm = "03-01-02-01-02-01-01";

    private readonly RecordingsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_real_corpus_has_its_1440_clips_of_24_speakers()
    {
        var corpus = CorpusFolder.Open(TestData.Require("datasets", "ravdess"));

        Assert.Equal("RAVDESS", corpus.Name);
        Assert.Equal("CC BY-NC-SA 4.0", corpus.Licence);
        Assert.Equal(1440, corpus.Clips.Count);
        Assert.Equal(24, corpus.Speakers.Count);
        Assert.Equal("ravdess:01", corpus.Speakers[0]);
        Assert.True(corpus.SpeakersKnown);
        Assert.Equal(Emotions.All, corpus.Labels);
        Assert.All(corpus.Labels, label => Assert.Equal(label == "neutral" ? 96 : 192, corpus.Clips.Count(clip => clip.Label == label)));
        Assert.Equal(720, corpus.Clips.Count(clip => clip.Gender == "male"));
        Assert.All(corpus.Clips, clip => Assert.True(File.Exists(clip.File)));
        Assert.Empty(corpus.Notes);
    }

    [Fact]
    public void A_name_tells_everything_about_its_clip()
    {
        var corpus = CorpusFolder.Open(folder.With($"Actor_24/{Angry}.wav", $"Actor_01/{Calm}.wav").Root);

        Assert.Equal(
            new Clip
            {
                File = folder.At($"Actor_24/{Angry}.wav"),
                Name = $"Actor_24/{Angry}.wav",
                Label = "angry",
                Speaker = "ravdess:24",
                Gender = "female",
                Intensity = "strong",
                Statement = "01",
            },
            corpus.Clips[1]);
        Assert.Equal(("calm", "ravdess:01", "male", "normal", "02"), Facts(corpus.Clips[0]));

        static (string, string?, string?, string?, string?) Facts(Clip clip) =>
            (clip.Label, clip.Speaker, clip.Gender, clip.Intensity, clip.Statement);
    }

    [Theory]
    [InlineData("01", "neutral")]
    [InlineData("02", "calm")]
    [InlineData("03", "happy")]
    [InlineData("04", "sad")]
    [InlineData("05", "angry")]
    [InlineData("06", "fear")]
    [InlineData("07", "disgust")]
    [InlineData("08", "surprise")]
    public void Each_code_is_its_emotion(string code, string label)
    {
        string other = code == "01" ? "02" : "01";
        var corpus = CorpusFolder.Open(folder.With($"03-01-{code}-01-01-01-01.wav", $"03-01-{other}-01-01-01-02.wav").Root);
        Assert.Equal(label, corpus.Clips.Single(clip => clip.Speaker == "ravdess:01").Label);
    }

    [Fact]
    public void Any_nesting_letter_case_and_audio_extension_will_do()
    {
        var corpus = CorpusFolder.Open(folder.With($"A/b/C/{Angry}.WAV", $"{Calm}.Flac", "x/03-01-04-01-01-01-03.Mp3").Root);
        Assert.Equal("RAVDESS", corpus.Name);
        Assert.Equal(3, corpus.Clips.Count);
        Assert.Empty(corpus.Notes);
    }

    [Fact]
    public void Song_files_are_left_out_with_a_note()
    {
        var corpus = CorpusFolder.Open(folder.With(
            $"{Angry}.wav", $"{Calm}.wav", "03-02-05-01-01-01-01.wav", "03-02-06-01-01-01-01.wav").Root);
        Assert.Equal(2, corpus.Clips.Count);
        Assert.Equal(["2 song files left out (channel 02); speech only"], corpus.Notes);
    }

    [Fact]
    public void Sound_tracks_of_videos_are_left_out_with_a_note()
    {
        var corpus = CorpusFolder.Open(folder.With($"{Angry}.wav", $"{Calm}.wav", "01-01-05-01-01-01-01.wav").Root);
        Assert.Equal(["1 sound track of a video left out (modality 01 or 02); sound recordings only"], corpus.Notes);
    }

    [Fact]
    public void A_folder_of_songs_only_is_refused_with_the_reason()
    {
        var error = Assert.Throws<UserError>(() => CorpusFolder.Open(folder.With("03-02-05-01-01-01-01.wav").Root));
        Assert.Equal(
            $"{folder.Root}: taken for RAVDESS, but no file of it can be used (1 song file left out (channel 02); speech only); "
            + "give a folder with others",
            error.Message);
    }

    [Theory]
    [InlineData("00-01-05-01-01-01-01")]
    [InlineData("04-01-05-01-01-01-01")]
    [InlineData("03-03-05-01-01-01-01")]
    [InlineData("03-01-00-01-01-01-01")]
    [InlineData("03-01-09-01-01-01-01")]
    [InlineData("03-01-05-03-01-01-01")]
    [InlineData("03-01-05-01-03-01-01")]
    [InlineData("03-01-05-01-01-03-01")]
    [InlineData("03-01-05-01-01-01-00")]
    [InlineData("03-01-05-01-01-01-25")]
    [InlineData("3-1-5-1-1-1-1")]
    [InlineData("03-01-05-01-01-01-01-01")]
    [InlineData("03-01-05-01-01-01-01 (copy)")]
    [InlineData("03-01-05-01-01-01-٠١")]
    [InlineData("noise")]
    public void A_name_outside_the_rule_is_skipped_and_never_guessed(string stem)
    {
        var corpus = CorpusFolder.Open(folder.With($"{Angry}.wav", $"{Calm}.wav", $"deep/{stem}.wav").Root);
        Assert.Equal(2, corpus.Clips.Count);
        Assert.Equal([$"1 file with an unknown name skipped, the first: deep/{stem}.wav"], corpus.Notes);
    }

    [Fact]
    public void A_recording_that_stands_twice_counts_once()
    {
        // The best-known archive of this corpus holds every actor's folder a second time, one level deeper.
        var corpus = CorpusFolder.Open(folder.With(
            $"Actor_24/{Angry}.wav", $"Actor_01/{Calm}.wav", $"all/Actor_24/{Angry}.wav", $"all/Actor_01/{Calm}.flac").Root);
        Assert.Equal([$"Actor_01/{Calm}.wav", $"Actor_24/{Angry}.wav"], corpus.Clips.Select(clip => clip.Name));
        Assert.Equal(
            [$"2 files left out because recordings of the same names are counted already, the first: all/Actor_01/{Calm}.flac"],
            corpus.Notes);
    }

    [Fact]
    public void File_names_outweigh_class_folders_and_the_notes_say_so()
    {
        var corpus = CorpusFolder.Open(folder.With($"angry/{Angry}.wav", $"neutral/{Calm}.wav").Root);
        Assert.Equal(["angry", "calm"], corpus.Labels);
        Assert.Equal(["labels are read from the RAVDESS file names, not from the folders (angry, neutral)"], corpus.Notes);
    }
}
