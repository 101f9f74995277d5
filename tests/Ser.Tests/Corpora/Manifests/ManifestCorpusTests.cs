using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Manifests;

public sealed class ManifestCorpusTests : IDisposable
{
    private readonly RecordingsFolder folder = new();

    public ManifestCorpusTests() => folder.With("clips/a.wav", "clips/b.wav", "clips/c.wav");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_table_tells_everything_about_its_clips()
    {
        var corpus = Open("list.csv", """
            file,label,speaker,split,fold,gender,intensity,parent,note
            clips/a.wav,Anger,ann,train,1,F,strong,,x
            clips/b.wav,happy,ben,dev,2,male,,,
            ./clips/../clips/c.wav,happy,,test,,,,clips/b.wav,"y, z"
            """);
        Assert.Equal("list", corpus.Name);
        Assert.Null(corpus.Licence);
        Assert.Equal(
            [
                Clip("clips/a.wav", "angry") with { Speaker = "ann", GivenPart = Part.Train, GivenFold = "1", Gender = "female", Intensity = "strong" },
                Clip("clips/b.wav", "happy") with { Speaker = "ben", GivenPart = Part.Validation, GivenFold = "2", Gender = "male" },
                Clip("clips/c.wav", "happy") with { GivenPart = Part.Test, Parent = "clips/b.wav" },
            ],
            corpus.Clips);
        Assert.Empty(corpus.Notes);
    }

    [Fact]
    public void A_table_of_audformat_tells_stretches_of_files()
    {
        var corpus = Open("db.emotion.csv", """
            file,start,end,emotion,speaker
            clips/a.wav,0 days 00:00:00,0 days 00:00:01.500000,anger,3
            clips/a.wav,0 days 00:00:01.500000,0 days 00:00:03,happiness,4
            clips/b.wav,0 days,NaT,neutral,3
            """);
        Assert.Equal(["clips/a.wav#0-1.5", "clips/a.wav#1.5-3", "clips/b.wav"], corpus.Clips.Select(clip => clip.Name));
        Assert.Equal([(0, 1.5), (1.5, 3), (null, null)], corpus.Clips.Select(clip => (clip.Start, clip.End)));
        Assert.Equal(["3", "4"], corpus.Speakers);
        Assert.Equal(["angry", "happy", "neutral"], corpus.Labels);
    }

    [Fact]
    public void A_table_of_EmoBox_is_read_and_its_speakers_come_from_the_file_names()
    {
        folder.With("downloads/ravdess/audio/Actor_11/03-01-07-02-02-02-11.wav", "downloads/savee/JE_n23.wav");
        folder.WithFolder("data/mix");
        var corpus = Open("data/mix/mix.jsonl", """
            {"key": "ravdess-03-01-07-02-02-02-11", "dataset": "ravdess", "wav": "downloads/ravdess/audio/Actor_11/03-01-07-02-02-02-11.wav", "type": "raw", "sample_rate": 48000, "num_frame": 179379.0, "task": "category", "length": 3.7370625, "emo": "Disgust", "channel": 1}

            {"key": "savee-JE-n23", "dataset": "savee", "wav": "downloads/savee/JE_n23.wav", "type": "raw", "emo": "n", "channel": 1}
            """, new CorpusOptions { ManifestRoot = folder.Root });
        Assert.Equal([("disgust", "ravdess:11"), ("neutral", "savee:JE")], corpus.Clips.Select(clip => (clip.Label, clip.Speaker!)));
        Assert.Equal("downloads/savee/JE_n23.wav", corpus.Clips[1].Name);
    }

    [Fact]
    public void A_table_of_one_known_corpus_is_that_corpus()
    {
        folder.With("downloads/emodb/wav/03a01Fa.wav", "downloads/emodb/wav/03a01La.wav");
        var corpus = Open("emodb.jsonl", """
            {"dataset": "emodb", "wav": "downloads/emodb/wav/03a01Fa.wav", "emo": "happiness"}
            {"dataset": "emodb", "wav": "downloads/emodb/wav/03a01La.wav", "emo": "boredom"}
            """);
        Assert.Equal(("EMO-DB", "free to use"), (corpus.Name, corpus.Licence));
        Assert.Equal(["emodb:03"], corpus.Speakers);
        Assert.Equal(["happy", "boredom"], corpus.Labels);
    }

    [Fact]
    public void JSON_lines_know_our_keys_and_times()
    {
        var corpus = Open("x.jsonl", """
            {"wav": "clips/a.wav", "emo": "ang", "start_time": 0.0, "end_time": 4.46, "spk": 7, "split": "valid"}
            {"file": "clips/a.wav", "label": "sad", "start": 4.46, "end": 9.58, "speaker": "7"}
            """);
        Assert.Equal(["clips/a.wav#0-4.46", "clips/a.wav#4.46-9.58"], corpus.Clips.Select(clip => clip.Name));
        Assert.Equal(["7"], corpus.Speakers);
        Assert.Equal(Part.Validation, corpus.Clips[0].GivenPart);
    }

    [Theory]
    [InlineData("a.tsv", '\t')]
    [InlineData("a.csv", ';')]
    public void Columns_may_be_separated_otherwise_and_bear_capitals(string name, char separator) =>
        Assert.Equal(2, Open(name, "File,Emotion\nclips\\a.wav,angry\nclips\\b.wav,sad\n".Replace(',', separator)).Clips.Count);

    [Fact]
    public void A_manifest_merges_with_a_folder_and_counts_no_file_twice()
    {
        folder.With("own/angry/a.wav", "own/happy/b.wav");
        Write("list.csv", "file,label,parent\nown/angry/a.wav,sad,\nclips/a.wav,sad,\nclips/b.wav,sad,clips/a.wav\n");
        var corpus = CorpusFolder.Open([folder.At("own"), folder.At("list.csv")]);
        Assert.Equal("folders + list", corpus.Name);
        Assert.Equal(["list/clips/a.wav", "list/clips/b.wav", "own/angry/a.wav", "own/happy/b.wav"], corpus.Clips.Select(clip => clip.Name));
        Assert.Equal("list/clips/a.wav", corpus.Clips[1].Parent);
        Assert.Contains($"{folder.At("list.csv")}: 1 of its clips is counted already, by a folder or manifest that was given too", corpus.Notes);
    }

    [Fact]
    public void A_path_may_be_absolute_below_the_root()
    {
        var corpus = Open("sub.csv", $"file,label\n{folder.At("clips/a.wav")},angry\nclips/b.wav,sad\n");
        Assert.Equal(["clips/a.wav", "clips/b.wav"], corpus.Clips.Select(clip => clip.Name));
    }

    [Fact]
    public void What_the_manifest_does_not_tell_is_remarked()
    {
        var corpus = Open("list.csv", "file,label,parent\nclips/a.wav,angry,\nclips/b.wav,sad,clips/lost.wav\n");
        Assert.Equal(
            [
                "speakers are not known (the manifest does not tell them): the same voice may be in training and in test",
                "1 parent is no clip of the manifest, the first: clips/lost.wav",
            ],
            corpus.Notes);
    }

    [Fact]
    public void Two_people_may_speak_in_one_file_one_after_the_other() => Assert.Equal(
        ["ann", "ben"], Open("call.csv", "file,label,speaker,start,end\nclips/a.wav,sad,ann,0,2\nclips/a.wav,angry,ben,2,4\n").Speakers);

    [Theory]
    [InlineData("file,speaker\nclips/a.wav,x\n", "row 1: no column 'label'; the columns are file, speaker")]
    [InlineData("path,label\nclips/a.wav,sad\n", "row 1: no column 'file'; the columns are path, label")]
    [InlineData("file,label\nclips/a.wav,hapy\n", "row 2, column 'label': 'hapy' is no known label; correct it to happy, or name it in --labels, or in --map hapy=…")]
    [InlineData("file,emotion\nclips/a.wav,xyzzy\n", "row 2, column 'emotion': 'xyzzy' is no known label; correct it, or name it in --labels, or in --map xyzzy=…")]
    [InlineData("file,label\nclips/a.wav,\n", "row 2, column 'label': is empty; name the emotion or remove the row")]
    [InlineData("file,label\n,sad\n", "row 2, column 'file': names no file; fill it in or remove the row")]
    [InlineData("file,label\n../a.wav,sad\n", "row 2, column 'file': '../a.wav' leaves the folder ROOT; put the manifest above all its recordings, or name a folder above them with --root")]
    [InlineData("file,label\nclips/../../a.wav,sad\n", "row 2, column 'file': 'clips/../../a.wav' leaves the folder ROOT; put")]
    [InlineData("file,label\n/etc/passwd,sad\n", "row 2, column 'file': '/etc/passwd' leaves the folder ROOT; put")]
    [InlineData("file,label\n.,sad\n", "row 2, column 'file': '.' leaves the folder ROOT; put")]
    [InlineData("file,label\nclips/a.wav,sad\nclips/b.wav,sad\nclips/./a.wav,sad\n", "row 4, column 'file': clips/a.wav is in row 2 already; remove one of them")]
    [InlineData("file,label,start,end\nclips/a.wav,sad,0,1\nclips/a.wav,sad,0.0,1.0\n", "row 3, column 'file': clips/a.wav#0-1 is in row 2 already; remove one of them")]
    [InlineData("file,label\nclips/a.wav,sad\n\nclips/lost.wav,sad\n", "row 4, column 'file': ROOT/clips/lost.wav is not there; copy it or remove the row")]
    [InlineData("file,label\nclips,sad\n", "row 2, column 'file': ROOT/clips is not there; copy it or remove the row")]
    [InlineData("file,label,start,end\nclips/a.wav,sad,3,2\n", "row 2, column 'start': 3 s is not before the end, 2 s; exchange or mend them")]
    [InlineData("file,label,start,end\nclips/a.wav,sad,2,2\n", "row 2, column 'start': 2 s is not before the end, 2 s; exchange or mend them")]
    [InlineData("file,label,end\nclips/a.wav,sad,0\n", "row 2, column 'start': 0 s is not before the end, 0 s; exchange or mend them")]
    [InlineData("file,label,start\nclips/a.wav,sad,-1\n", "row 2, column 'start': '-1' is no time; give seconds from the beginning of the file, 0 or more, such as 1.5")]
    [InlineData("file,label,start,end\nclips/a.wav,sad,1,soon\n", "row 2, column 'end': 'soon' is no time; give seconds")]
    [InlineData("file,label,split\nclips/a.wav,sad,eval\n", "row 2, column 'split': 'eval' is no part; give train, validation or test, or leave it empty")]
    [InlineData("file,label,speaker,start,end\nclips/a.wav,sad,ann,0,2\nclips/a.wav,sad,ben,1,3\n", "row 3, column 'speaker': ROOT/clips/a.wav is spoken by ann and by ben at once; mend the speaker or the times")]
    [InlineData("file,label\n", "has no rows; give a file and a label on each")]
    public void A_fault_is_told_with_row_and_column(string text, string fault)
    {
        string message = Fault("list.csv", text);
        Assert.StartsWith($"{folder.At("list.csv")}{(fault.StartsWith("row", StringComparison.Ordinal) ? ", " : ": ")}{fault.Replace("ROOT", folder.Root, StringComparison.Ordinal)}", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("""{"wav": "clips/a.wav"}""", "row 1, column 'label': is missing; the keys are wav")]
    [InlineData("""{"emo": "sad"}""", "row 1, column 'file': is missing; the keys are emo")]
    [InlineData("""["clips/a.wav", "sad"]""", "row 1: is no JSON object; give one on every line")]
    [InlineData("""{"wav": "clips/a.wav",""", "row 1: is no JSON object, from character ")]
    [InlineData("""{"wav": ["clips/a.wav"], "emo": "sad"}""", "row 1, column 'wav': is neither a text nor a number; mend it")]
    [InlineData("""{"wav": "clips/a.wav", "emo": "hapy"}""", "row 1, column 'emo': 'hapy' is no known label")]
    [InlineData("""{"wav": "clips/a.wav", "emo": "sad", "start_time": 2, "end_time": 1}""", "row 1, column 'start_time': 2 s is not before the end")]
    public void A_fault_in_JSON_lines_is_told_with_row_and_key(string line, string fault) =>
        Assert.StartsWith($"{folder.At("x.jsonl")}, {fault}", Fault("x.jsonl", line + "\n"), StringComparison.Ordinal);

    [Fact]
    public void All_faulty_rows_are_told()
    {
        string message = Fault("list.csv", "file,label\nclips/a.wav,sad\nclips/b.wav,\nclips/c.wav,hapy\nlost.wav,sad\n,,\n../x,sad\n");
        Assert.EndsWith(", row 3, column 'label': is empty; name the emotion or remove the row (4 more faulty rows: 4, 5, 6, 7)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_somebody_names_is_known()
    {
        const string table = "file,label\nclips/a.wav,stress\nclips/b.wav,calm\nclips/c.wav,noise\n";
        var options = new CorpusOptions { Labels = ["stress", "calm"], Exclude = ["noise"] };
        Assert.Equal(["calm", "stress"], Open("list.csv", table, options).Labels);
        Assert.Equal(["calm", "neutral"], Open("list.csv", table, new CorpusOptions { Map = new Dictionary<string, string> { ["stress"] = "neutral", ["noise"] = "calm" } }).Labels.Order());
    }

    [Fact]
    public void A_missing_manifest_or_root_is_refused()
    {
        Assert.Equal($"{folder.At("no.csv")}: no such file; check the path", Assert.Throws<UserError>(() => CorpusFolder.Open(folder.At("no.csv"))).Message);
        Write("list.csv", "file,label\n");
        var options = new CorpusOptions { ManifestRoot = folder.At("nowhere") };
        Assert.StartsWith($"{folder.At("nowhere")}: no such folder;", Assert.Throws<UserError>(() => CorpusFolder.Open([folder.At("list.csv")], options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_rows_are_read()
    {
        folder.With(Enumerable.Range(0, 500).Select(i => $"many/{i}.wav"));
        var rows = Enumerable.Range(0, 10_000).Select(i => $"many/{i % 500}.wav,{(i % 2 == 0 ? "sad" : "happy")},s{i % 500},{i / 500},{(i / 500) + 1}");
        Write("list.csv", "file,label,speaker,start,end\n" + string.Join('\n', rows));
        Assert.Equal(10_000, CorpusFolder.Open(folder.At("list.csv")).Clips.Count);
    }

    private Clip Clip(string name, string label) => new() { File = folder.At(name), Name = name, Label = label };

    private Corpus Open(string name, string text, CorpusOptions? options = null)
    {
        Write(name, text);
        return CorpusFolder.Open([folder.At(name)], options ?? CorpusOptions.Default);
    }

    private string Fault(string name, string text)
    {
        Write(name, text);
        return Assert.Throws<UserError>(() => CorpusFolder.Open(folder.At(name))).Message;
    }

    private void Write(string name, string text) => File.WriteAllText(folder.At(name), text);
}
