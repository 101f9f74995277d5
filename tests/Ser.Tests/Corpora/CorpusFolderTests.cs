using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora;

public sealed class CorpusFolderTests : IDisposable
{
    private const string Angry = "03-01-05-02-01-02-24.wav";
    private const string Calm = "03-01-02-01-02-01-01.wav";

    private readonly RecordingsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_folder_is_refused()
    {
        string missing = folder.At("nowhere");
        Refused(missing, $"{missing}: no such folder; check the path");
    }

    [Fact]
    public void A_file_is_refused()
    {
        string file = folder.With("a.wav").At("a.wav");
        Refused(file, $"{file}: is a file, not a folder; give the folder that holds the recordings, or a manifest (.csv .tsv .jsonl)");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_name_is_refused(string name)
    {
        Refused(name, "the name of a folder is empty; give the folder that holds the recordings");
    }

    [Fact]
    public void A_folder_without_sound_is_refused_and_told_what_was_found()
    {
        const string extensions = "give a folder of recordings (.aac .aif .aifc .aiff .amr .au .bwf .caf .flac .m4a .mka .mp3 .oga .ogg .opus .rf64 .snd .w64 .wav .wave .wma)";
        Refused(folder.Root, $"{folder.Root}: no audio files in it; {extensions}");
        folder.With("angry/a.mp4", "angry/b.MP4", "README");
        Refused(
            folder.Root,
            $"{folder.Root}: no audio files in it: 3 files are no sound that can be read (.mp4 no extension); {extensions}");
    }

    [Fact]
    public void One_class_is_refused()
    {
        folder.With("angry/a.wav", "angry/b.wav").WithFolder("happy");
        Refused(folder.Root, $"{folder.Root}: holds one class only (angry); give at least two");
    }

    [Fact]
    public void One_class_in_all_folders_together_is_refused()
    {
        folder.With("one/angry/a.wav", "two/anger/b.wav");
        var error = Assert.Throws<UserError>(() => CorpusFolder.Open([folder.At("one"), folder.At("two")]));
        Assert.Equal($"{folder.At("one")}, {folder.At("two")}: hold one class only (angry); give at least two", error.Message);
    }

    [Fact]
    public void A_subfolder_that_cannot_be_read_is_refused_rather_than_passed_over()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "nothing is unreadable to this user");
        folder.With("angry/a.wav", "happy/a.wav").WithFolder("sad");
        string locked = folder.At("sad");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(locked, UnixFileMode.None);
        }

        Refused(folder.Root, $"{locked}: cannot be read (permission denied); allow it to be read or leave it out");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(locked, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void No_folder_at_all_is_a_slip_of_the_caller()
    {
        Assert.Throws<ArgumentOutOfRangeException>("folders", () => CorpusFolder.Open([]));
    }

    [Fact]
    public void Files_that_are_no_sound_are_counted()
    {
        folder.With("angry/a.wav", "happy/a.wav", "labels.csv", "angry/notes.txt", "angry/more.txt");
        Assert.Contains("3 files are no sound that can be read (.txt .csv)", CorpusFolder.Open(folder.Root).Notes);
    }

    [Fact]
    public void Hidden_files_and_folders_are_left_out()
    {
        folder.With("angry/a.wav", "angry/._a.wav", "happy/a.wav", ".cache/b.wav", "__MACOSX/angry/._a.wav", ".DS_Store");
        var corpus = CorpusFolder.Open(folder.Root);
        Assert.Equal(["angry/a.wav", "happy/a.wav"], corpus.Clips.Select(clip => clip.Name));
        Assert.Contains("1 hidden sound file left out, the first: angry/._a.wav", corpus.Notes);
    }

    [Fact]
    public void Merged_folders_keep_their_clips_and_speakers_apart()
    {
        folder.With($"acted/{Angry}", $"acted/{Calm}", "own/angry/a.wav", "own/happy/a.wav", "other/own/happy/a.wav");
        var corpus = CorpusFolder.Open([folder.At("acted"), folder.At("own") + "/", folder.At("other/own")]);

        Assert.Equal("RAVDESS + folders", corpus.Name);
        Assert.Equal("CC BY-NC-SA 4.0", corpus.Licence);
        Assert.Equal(
            [$"acted/{Calm}", $"acted/{Angry}", "own-2/happy/a.wav", "own/angry/a.wav", "own/happy/a.wav"],
            corpus.Clips.Select(clip => clip.Name));
        Assert.Equal(["ravdess:01", "ravdess:24"], corpus.Speakers);
        Assert.False(corpus.SpeakersKnown);
        Assert.Equal(["own: ", "own-2: "], corpus.Notes.Select(note => note[..(note.IndexOf(": ", StringComparison.Ordinal) + 2)]));
    }

    [Fact]
    public void One_recording_in_two_folders_of_a_corpus_counts_once()
    {
        folder.With($"a/{Angry}", $"a/{Calm}", $"b/{Angry}", "b/03-01-04-01-01-01-03.wav");
        var corpus = CorpusFolder.Open([folder.At("a"), folder.At("b")]);
        Assert.Equal(3, corpus.Clips.Count);
        Assert.Equal(
            [$"b: 1 file left out because a recording of the same name is counted already, the first: {Angry}"], corpus.Notes);
    }

    [Fact]
    public void A_folder_that_is_given_twice_counts_once()
    {
        folder.With("angry/a.wav", "happy/a.wav");
        string twice = Path.Combine(folder.Root, "angry", "..");
        var corpus = CorpusFolder.Open([folder.Root, twice]);
        Assert.Equal(["angry/a.wav", "happy/a.wav"], corpus.Clips.Select(clip => clip.Name));
        Assert.Contains($"{twice} is the same folder as {folder.Root} and counts once", corpus.Notes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folder_within_another_one_counts_once_whichever_comes_first(bool innerFirst)
    {
        folder.With("angry/a.wav", "happy/a.wav");
        string inner = folder.At("angry");
        var corpus = CorpusFolder.Open(innerFirst ? [inner, folder.Root] : [folder.Root, inner]);
        Assert.Equal(["angry/a.wav", "happy/a.wav"], corpus.Clips.Select(clip => clip.Name));
        Assert.Contains($"{inner} lies within {folder.Root} and counts once", corpus.Notes);
    }

    [Fact]
    public void A_folder_is_not_within_another_whose_name_it_continues()
    {
        folder.With("own/angry/a.wav", "own2/happy/a.wav");
        Assert.Equal(2, CorpusFolder.Open([folder.At("own"), folder.At("own2")]).Clips.Count);
    }

    [Fact]
    public void The_hash_is_the_same_wherever_the_folder_stands()
    {
        using var copy = new RecordingsFolder();
        folder.With("angry/a.wav", "happy/b.wav");
        copy.With("happy/b.wav", "angry/a.wav");
        Assert.Equal(CorpusFolder.Open(folder.Root).Hash, CorpusFolder.Open(copy.Root).Hash);
    }

    private static void Refused(string path, string message)
    {
        Assert.Equal(message, Assert.Throws<UserError>(() => CorpusFolder.Open(path)).Message);
    }
}
