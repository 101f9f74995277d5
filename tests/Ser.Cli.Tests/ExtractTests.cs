using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class ExtractTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_demo_corpus_becomes_a_row_per_clip_with_label_and_speaker()
    {
        var run = Extract([TrainedModel.Demo, "-o", "new folder/all.csv"]).Succeeded();
        Assert.Empty(run.Out);
        Assert.Equal("128 clips written to new folder/all.csv", Assert.Single(run.ErrorLines));

        var table = CsvTable.Read(folder["new folder/all.csv"]);
        Assert.Equal(
            ["file", "label", "speaker", "mel_power_00_mean", "mel_power_00_std", .. Pairs("mel_power", 1, 128), .. Pairs("mfcc", 0, 20),
            "zcr_mean", "zcr_std", "rms_mean", "rms_std"],
            table.Columns);
        Assert.Equal(
            Directory.GetFiles(TrainedModel.Demo, "*.wav", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(TrainedModel.Demo, file)).Order(StringComparer.Ordinal),
            table.Rows.Select(row => row[0]));
        string[] first = table.Rows[0];
        Assert.Equal(["Actor_01/03-01-01-01-01-01-01.wav", "neutral", "demo:01"], first[..3]);
        Assert.Equal(8, table.Rows.Select(row => row[1]).Distinct().Count());
        Assert.Equal(8, table.Rows.Select(row => row[2]).Distinct().Count());
        Assert.All(table.Rows.SelectMany(row => row[3..]), cell => Assert.True(float.IsFinite(Number(cell))));
        Assert.Equal([folder["new folder"], folder["new folder/all.csv"]], folder.List());   // no temporary file
    }

    [Fact]
    public void Every_format_holds_the_same_rows()
    {
        foreach (string name in (string[])["all.csv", "all.jsonl", "all.npy", "all.parquet"])
        {
            Extract([SomeClips(), "-o", name, "-f", "mfcc,pitch"]).Succeeded();
        }

        var table = CsvTable.Read(folder["all.csv"]);
        float[] values = [.. table.Rows.SelectMany(row => row[3..]).Select(Number)];

        string[] lines = File.ReadAllText(folder["all.jsonl"]).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal(table.Rows, lines[..^1].Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(["file", "label", "speaker", "features"], json.RootElement.EnumerateObject().Select(property => property.Name));
            var features = json.RootElement.GetProperty("features").EnumerateObject();
            Assert.Equal(table.Columns[3..], features.Select(property => property.Name));
            return (string[])[.. Texts(json.RootElement), .. features.Select(property => property.Value.GetSingle().ToString(CultureInfo.InvariantCulture))];
        }));

        var array = NpyArray.Read(folder["all.npy"]);
        Assert.Equal((table.Rows.Length, table.Columns.Length - 3), (array.Rows, array.Columns));
        Assert.Equal(values, array.Values);
        using var names = JsonDocument.Parse(File.ReadAllBytes(folder["all.json"]));
        Assert.Equal("librosa", names.RootElement.GetProperty("preset").GetString());
        Assert.Equal(table.Columns[3..], names.RootElement.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!));
        Assert.Equal(table.Rows.Select(row => row[..3]), names.RootElement.GetProperty("clips").EnumerateArray().Select(Texts));

        byte[] parquet = File.ReadAllBytes(folder["all.parquet"]);
        Assert.Equal("PAR1"u8, parquet.AsSpan(0, 4));
        Assert.Equal("PAR1"u8, parquet.AsSpan(parquet.Length - 4));
        Assert.True(parquet.AsSpan().IndexOf("preset"u8) > 0);
        Assert.True(parquet.AsSpan().IndexOf("mfcc_00_mean"u8) > 0);
    }

    [Theory]
    [InlineData(".csv")]
    [InlineData(".jsonl")]
    [InlineData(".npy")]
    [InlineData(".parquet")]
    public void The_number_of_jobs_changes_no_byte(string extension)
    {
        string[] outputs = [.. new[] { 1, 2, 5 }.Select(jobs =>
        {
            string output = folder[$"{jobs}{extension}"];
            Extract([TrainedModel.Demo, "-o", output, "-f", "logmel,pitch", "--duration", "0.3", "--jobs", $"{jobs}"]).Succeeded();
            return output;
        })];
        byte[] one = File.ReadAllBytes(outputs[0]);
        Assert.All(outputs[1..], other => Assert.True(one.AsSpan().SequenceEqual(File.ReadAllBytes(other))));
        if (extension == ".npy")
        {
            string names = File.ReadAllText(Path.ChangeExtension(outputs[0], ".json"));
            Assert.All(outputs[1..], other => Assert.Equal(names, File.ReadAllText(Path.ChangeExtension(other, ".json"))));
        }
    }

    [Fact]
    public void A_manifest_names_files_from_where_it_lies()
    {
        folder.Write("corpus/clips/a.wav", Wav.Tone(1));
        folder.Write("corpus/clips/b, c.wav", Wav.Tone(1));
        folder.Write("corpus/manifest.csv", [.. "speaker,file,label,note\nann,clips/a.wav,ang,x\n,\"clips/b, c.wav\",,\n"u8]);
        Extract(["corpus/manifest.csv", "-o", "all.jsonl", "-f", "zcr"]).Succeeded();
        Assert.Equal(
            [["clips/a.wav", "angry", "ann"], ["clips/b, c.wav", "", ""]],
            File.ReadLines(folder["all.jsonl"]).Select(line =>
            {
                using var json = JsonDocument.Parse(line);
                return Texts(json.RootElement);
            }));
    }

    [Fact]
    public void Sound_may_come_from_a_pipe()
    {
        folder.Write("tone.wav", Wav.Tone(1));
        Extract(["tone.wav", "-o", "file.csv"]).Succeeded();
        SerProcess.Run("sh", ["-c", "cat tone.wav | \"$0\" extract - -o pipe.csv", SerProcess.Program], folder.Path).Succeeded();
        Assert.Equal(CsvTable.Read(folder["file.csv"]).Rows[0][3..], CsvTable.Read(folder["pipe.csv"]).Rows[0][3..]);
        Assert.Equal(["-", "", ""], CsvTable.Read(folder["pipe.csv"]).Rows[0][..3]);
    }

    [Fact]
    public void The_frames_of_one_recording_become_one_array()
    {
        folder.Write("tone.wav", Wav.Tone(1));
        Extract(["tone.wav", "-o", "tone.npy", "--frames", "-f", "mfcc,rms", "--preset", "speech"]).Succeeded();
        var array = NpyArray.Read(folder["tone.npy"]);
        Assert.Equal((21, 101), (array.Rows, array.Columns));   // 10 ms at 16 kHz, centred
        using var names = JsonDocument.Parse(File.ReadAllBytes(folder["tone.json"]));
        Assert.Equal("speech", names.RootElement.GetProperty("preset").GetString());
        Assert.Equal(0.01, names.RootElement.GetProperty("hopSeconds").GetDouble());
        Assert.Equal("rms", names.RootElement.GetProperty("columns")[20].GetString());
        Assert.Equal([folder["tone.json"], folder["tone.npy"], folder["tone.wav"]], folder.List());
    }

    [Fact]
    public void The_frames_of_a_folder_become_a_folder_of_arrays()
    {
        string corpus = SomeClips();
        Extract([corpus, "-o", "frames", "--frames", "-f", "logmel"]).Succeeded();
        Assert.Equal(
            Directory.GetFiles(folder[corpus], "*.wav", SearchOption.AllDirectories).Select(file => Path.ChangeExtension(Path.GetRelativePath(folder[corpus], file), ".npy")).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder["frames"], "*.npy", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder["frames"], file)).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(folder["frames/columns.json"]));

        Extract([corpus, "-o", "frames", "--frames", "-f", "rms"]).Succeeded();   // into a folder that is there already
        Assert.Equal(1, NpyArray.Read(Directory.GetFiles(folder["frames"], "*.npy", SearchOption.AllDirectories)[0]).Rows);
        Assert.DoesNotContain(folder.List(), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Recordings_of_one_name_do_not_overwrite_each_other()
    {
        folder.Write("a/x.wav", Wav.Tone(1));
        folder.Write("b/x.wav", Wav.Tone(2));
        string[] before = folder.List();
        Assert.Contains("x.wav: its features would overwrite", Extract(["a", "b", "-o", "frames", "--frames"]).Complaint(1), StringComparison.Ordinal);
        Assert.Equal(before, folder.List());
    }

    [Fact]
    public void Parameters_of_a_preset_can_be_changed_one_by_one()
    {
        folder.Write("tone.wav", Wav.Tone(1, rate: 44_100));
        string[] changes = ["--n-mels", "40", "--n-mfcc", "13", "--n-fft", "1024", "--hop-length", "256", "--fmin", "50", "--fmax", "15000", "--mel-scale", "htk"];
        Extract(["tone.wav", "-o", "x.npy", "-f", "logmel,mfcc", "--stats", "p95,skewness", .. changes]).Succeeded();
        Assert.Equal((1, 2 * 53), (NpyArray.Read(folder["x.npy"]).Rows, NpyArray.Read(folder["x.npy"]).Columns));
        using var names = JsonDocument.Parse(File.ReadAllBytes(folder["x.json"]));
        Assert.Equal("librosa*", names.RootElement.GetProperty("preset").GetString());
        Assert.Equal(["log_mel_00_p95", "log_mel_00_skewness"], names.RootElement.GetProperty("columns").EnumerateArray().Take(2).Select(column => column.GetString()!));
    }

    [Fact]
    public void The_set_of_the_notebooks_has_162_columns()
    {
        var run = Extract([SomeClips(), "-o", "x.csv", "--set", "notebook162", "--rate", "22050", "--json"]).Succeeded();
        Assert.Equal(3 + 162, CsvTable.Read(folder["x.csv"]).Columns.Length);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal("notebook162", json.RootElement.GetProperty("preset").GetString());
        Assert.Equal(4, json.RootElement.GetProperty("clips").GetInt32());
        Assert.Empty(json.RootElement.GetProperty("skipped").EnumerateArray());
    }

    [Theory]
    [InlineData("-o x.csv -f mfc", 1, "there is no feature 'mfc'; choose of mel logmel")]
    [InlineData("-o x.csv -f ,", 1, "no features are chosen")]
    [InlineData("-o x.csv --stats avg", 1, "there is no 'avg'")]
    [InlineData("-o x.csv --set notebook", 1, "there is no set 'notebook'; choose notebook162")]
    [InlineData("-o x.csv --set notebook162 -f mfcc", 2, "leave out --features")]
    [InlineData("-o x.csv --set notebook162 --n-mels 4", 2, "leave out --n-mels")]
    [InlineData("-o x --frames --stats mean", 2, "leave out one of them")]
    [InlineData("-o x.csv --preset speach", 1, "there is no preset 'speach'; choose of librosa")]
    [InlineData("-o x.csv --n-mels 0", 1, "melBands is 0; give 1 to 1024")]
    [InlineData("-o x.csv --n-fft 2.5", 2, "--n-fft is '2.5'; give a whole number")]
    [InlineData("-o x.csv --fmax high", 2, "--fmax is 'high'; give a number")]
    [InlineData("-o x.csv --mel-scale bark", 2, "--mel-scale is 'bark'; give slaney or htk")]
    [InlineData("-o x.csv --normalize loud", 2, "--normalize is 'loud'; give none or peak or rms")]
    [InlineData("-o x.csv --fmax 30000", 1, "tone.wav, 8000 Hz: feature plan: highHz is 30000")]
    [InlineData("-o x.csv --jobs 0", 2, "--jobs is '0'")]
    [InlineData("-o x.xlsx", 1, "x.xlsx: a table of features ends in .csv .jsonl .npy .parquet")]
    [InlineData("-o tone.wav/x.csv", 1, "tone.wav/x.csv: cannot be written")]
    [InlineData("-o tone.wav --frames", 1, "tone.wav: is a file")]
    [InlineData("-o tone.wav/x --frames", 1, "tone.wav/x: cannot be written")]
    [InlineData("missing.wav -o x.csv", 1, "missing.wav: no such file or folder")]
    [InlineData("", 2, "'--output' is required")]
    public void What_cannot_be_done_is_told_in_one_line_and_leaves_nothing(string line, int exitCode, string wanted)
    {
        folder.Write("tone.wav", Wav.Tone(1));
        string[] before = folder.List();
        var run = Extract(["tone.wav", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Contains(wanted, run.Complaint(exitCode), StringComparison.Ordinal);
        Assert.Single(run.ErrorLines);
        Assert.Empty(run.Out);
        Assert.Equal(before, folder.List());
    }

    [Fact]
    public void Corrupt_files_are_left_out_named_and_counted()
    {
        WithCorruptFiles();
        var run = Extract(["corpus", "-o", "x.csv", "--json"]).Succeeded();
        Assert.Equal(["a.wav", "e.wav"], CsvTable.Read(folder["x.csv"]).Rows.Select(row => row[0]));
        Assert.Equal(3, run.ErrorLines.Count(line => line.StartsWith("warning: left out: ", StringComparison.Ordinal)));
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(["b.wav", "c.wav", "d.wav"], json.RootElement.GetProperty("skipped").EnumerateArray().Select(skipped => skipped.GetProperty("file").GetString()!));

        var text = Extract(["corpus", "-o", "x.csv"]).Succeeded();
        Assert.Equal("2 clips written to x.csv, 3 left out", text.ErrorLines[^1]);
    }

    [Theory]
    [InlineData("x.csv")]
    [InlineData("x.npy")]
    [InlineData("x.parquet")]
    [InlineData("frames --frames")]
    public void Strictly_taken_they_are_an_error_and_nothing_is_written(string output)
    {
        WithCorruptFiles();
        string[] before = folder.List();
        var run = Extract(["corpus", "--strict", "-o", .. output.Split(' ')]);
        Assert.Contains("(3 recordings cannot be read)", run.Complaint(1), StringComparison.Ordinal);
        Assert.Equal(before, folder.List());
    }

    [Theory]
    [InlineData("x.csv")]
    [InlineData("x.npy")]
    [InlineData("x.parquet")]
    [InlineData("frames --frames")]
    public void After_Ctrl_C_there_is_nothing(string output)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs env --default-signal");
        string[] names = [.. Enumerable.Range(0, 60).Select(i => $"tone-{i}.wav")];   // of one name twice, the second would be refused
        Assert.All(names, name => folder.Write(name, Wav.Tone(60)));
        folder.Write("many.csv", System.Text.Encoding.UTF8.GetBytes($"file\n{string.Join('\n', names)}\n"));
        string[] before = folder.List();
        using var run = SerProcess.Start("env", ["--default-signal=INT", SerProcess.Program, "extract", "many.csv", "-f", "all", "-o", .. output.Split(' ')], folder.Path);
        var clock = Stopwatch.StartNew();
        while (folder.List().Length == before.Length && clock.Elapsed < TimeSpan.FromSeconds(60))
        {
            Thread.Sleep(20);
        }

        run.Signal("INT");
        Assert.Equal("ser: stopped; nothing was written", run.Wait().Complaint(130));
        Assert.Equal(before, folder.List());
    }

    private ProgramResult Extract(IEnumerable<string> arguments) => SerProcess.Run(SerProcess.Program, ["extract", .. arguments], folder.Path);

    /// <summary>Four clips of two speakers, of several lengths, one of them at a rate of its own.</summary>
    private string SomeClips()
    {
        Ravdess.Write(folder, "some", actors: 2, clipsPerActor: 2, Wav.Tone(1));
        folder.Write($"some/{Ravdess.Name(1, Ravdess.Angry)}", Wav.Tone(0.4, rate: 22_050));
        return "some";
    }

    private void WithCorruptFiles()
    {
        folder.Write("corpus/a.wav", Wav.Tone(1));
        folder.Write("corpus/b.wav", Wav.Text());
        folder.Write("corpus/c.wav", Wav.CutInHeader());
        folder.Write("corpus/d.wav", []);
        folder.Write("corpus/e.wav", Wav.Tone(1));
    }

    private static IEnumerable<string> Pairs(string name, int from, int to) =>
        Enumerable.Range(from, to - from).SelectMany(i => (string[])[$"{name}_{i:00}_mean", $"{name}_{i:00}_std"]);

    private static string[] Texts(JsonElement row) => [.. new[] { "file", "label", "speaker" }.Select(name => row.GetProperty(name).GetString() ?? "")];

    private static float Number(string cell) => float.Parse(cell, CultureInfo.InvariantCulture);
}
