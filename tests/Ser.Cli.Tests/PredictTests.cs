using System.Globalization;
using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class PredictTests(TrainedModel trained)
{
    [Fact]
    public void In_a_pipe_tabs_part_the_columns_and_the_verdicts_are_those_of_the_training_run()
    {
        var tested = trained.Predictions;
        var table = new CsvTable(Predict([.. tested.Rows.Select(row => Path.Combine(TrainedModel.Demo, row[0]))]).Succeeded().Out, '\t');
        Assert.Equal(["file", "label", "confidence", .. tested.Columns[4..]], table.Columns);
        Assert.Equal(tested.Rows.Select(row => Path.Combine(TrainedModel.Demo, row[0])), table.Rows.Select(row => row[0]));
        Assert.Equal(tested.Rows.Select(row => row[2]), table.Rows.Select(row => row[1]));
        Assert.Equal(tested.Rows.Select(row => Numbers(row[3..])), table.Rows.Select(row => Numbers(row[2..])));
    }

    [Fact]
    public void As_JSON_every_file_is_one_object_on_one_line()
    {
        using var folder = new TemporaryFolder();
        string[] files = [folder.Write("one.wav", Wav.Tone(0.7)), folder.Write("two \"half\".wav", Wav.Tone(2, rate: 44_100))];
        var run = Predict([.. files, "--json"]).Succeeded();
        Assert.Empty(run.Error);
        Assert.Equal(files, run.OutLines.Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            Assert.Equal(["file", "label", "confidence", "probabilities"], root.EnumerateObject().Select(property => property.Name));
            var probabilities = root.GetProperty("probabilities").EnumerateObject()
                .ToDictionary(pair => pair.Name, pair => pair.Value.GetDouble());
            Assert.Equal(trained.Predictions.Columns[4..], probabilities.Keys);
            Assert.Equal(1, probabilities.Values.Sum(), tolerance: 1e-5);   // eight floats of 24 bits, printed in full
            Assert.Equal(probabilities.Values.Max(), root.GetProperty("confidence").GetDouble());
            Assert.Equal(probabilities.MaxBy(pair => pair.Value).Key, root.GetProperty("label").GetString());
            return root.GetProperty("file").GetString()!;
        }));
    }

    [Fact]
    public void One_bad_file_does_not_hide_the_good_ones()
    {
        using var folder = new TemporaryFolder();
        string[] files = [folder.Write("a.wav", Wav.Tone(1)), folder.Write("b.wav", Wav.Text()), folder.Write("c.wav", Wav.Tone(1))];

        var table = Predict(files);
        Assert.Contains(files[1], table.Complaint(exitCode: 1), StringComparison.Ordinal);
        Assert.Equal([files[0], files[2]], new CsvTable(table.Out, '\t').Rows.Select(row => row[0]));

        var json = Predict([.. files, "--json"]);
        Assert.Contains(files[1], json.Complaint(exitCode: 1), StringComparison.Ordinal);
        Assert.Equal(3, json.OutLines.Length);
        using var failed = JsonDocument.Parse(json.OutLines[1]);
        Assert.Equal(["file", "error"], failed.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(files[1], failed.RootElement.GetProperty("file").GetString());
    }

    [Fact]
    public void A_file_whose_end_is_missing_is_labelled_with_a_warning()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("cut.wav", Wav.CutShort());
        var run = Predict([file]).Succeeded();
        Assert.Single(new CsvTable(run.Out, '\t').Rows);
        string warning = Assert.Single(run.ErrorLines);
        Assert.StartsWith($"warning: {file}: its header says 16000 bytes", warning, StringComparison.Ordinal);
        Assert.Contains("1 s", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_begins_with_a_dash_can_follow_two_dashes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("-odd.wav", Wav.Tone(1));
        var run = SerProcess.Run(SerProcess.Program, ["predict", "--model", trained.Model, "--", "-odd.wav"], folder.Path).Succeeded();
        Assert.Equal("-odd.wav", Assert.Single(new CsvTable(run.Out, '\t').Rows)[0]);
    }

    [Fact]
    public void Files_folders_patterns_and_lists_are_labelled_in_their_order_for_any_number_of_jobs()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["b.wav", "a.wav", "in/2.wav", "in/deep/1.wav", "in/notes.txt"])
        {
            folder.Write(name, Wav.Tone(0.5));
        }

        folder.Write("list.txt", [.. "a.wav\r\n\nin/2.wav\n"u8]);
        string[] line = ["predict", "--model", trained.Model, "--json", "b.wav", "in", "in/**/*.wav", "@list.txt", "none.wav"];
        var one = SerProcess.Run(SerProcess.Program, [.. line, "--jobs", "1"], folder.Path);
        var many = SerProcess.Run(SerProcess.Program, [.. line, "--jobs", "4"], folder.Path);
        Assert.Equal(1, one.ExitCode);
        Assert.Equal(one.Out, many.Out);
        Assert.Equal(
            ["b.wav", "in/2.wav", "in/deep/1.wav", "in/2.wav", "in/deep/1.wav", "a.wav", "in/2.wav", "none.wav"],
            one.OutLines.Select(text => Json(text).GetProperty("file").GetString()));
    }

    [Fact]
    public void Keep_going_says_the_same_and_succeeds()
    {
        using var folder = new TemporaryFolder();
        var run = Predict([folder.Write("a.wav", Wav.Tone(1)), folder["none.wav"], "--json", "--keep-going"]).Succeeded();
        Assert.Equal(2, run.OutLines.Length);
        Assert.Equal(Json(run.OutLines[1]).GetProperty("error").GetString(), Assert.Single(run.ErrorLines)["warning: ".Length..]);
    }

    [Fact]
    public void Some_labels_the_likeliest_of_them_and_a_doubt()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.wav", Wav.Tone(1));
        var all = Json(Predict([file, "--json"]).Succeeded().Out).GetProperty("probabilities");
        double angry = all.GetProperty("angry").GetDouble(), sad = all.GetProperty("sad").GetDouble();

        var among = Json(Predict([file, "--json", "--labels", "SAD,anger", "--abstain-below", "1"]).Succeeded().Out);
        Assert.Equal("uncertain", among.GetProperty("label").GetString());
        Assert.Equal(["angry", "sad"], among.GetProperty("probabilities").EnumerateObject().Select(one => one.Name));
        Assert.Equal(angry / (angry + sad), among.GetProperty("probabilities").GetProperty("angry").GetDouble(), 1e-6);

        var top = Json(Predict([file, "--json", "--top", "3"]).Succeeded().Out).GetProperty("probabilities").EnumerateObject().ToArray();
        Assert.Equal(all.EnumerateObject().OrderByDescending(one => one.Value.GetDouble()).Take(3).Select(one => one.Name), top.Select(one => one.Name));
    }

    [Fact]
    public void As_CSV_a_bad_file_has_a_row_too()
    {
        using var folder = new TemporaryFolder();
        var run = Predict([folder.Write("a.wav", Wav.Tone(1)), folder.Write("s.wav", Wav.Silence(1)), folder["none.wav"], "--csv"]);
        Assert.Equal(1, run.ExitCode);
        var table = new CsvTable(run.Out, ',');
        Assert.Equal(["file", "label", "confidence", .. trained.Predictions.Columns[4..], "silence", "error"], table.Columns);
        Assert.Equal(["false", "true", ""], table.Rows.Select(row => row[^2]));
        Assert.Equal("uncertain", table.Rows[1][1]);
        Assert.Contains("there is no such file", table.Rows[2][^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_is_said_to_be_silence()
    {
        using var folder = new TemporaryFolder();
        var silent = Json(Predict([folder.Write("s.wav", Wav.Silence(2)), "--json"]).Succeeded().Out);
        Assert.True(silent.GetProperty("silence").GetBoolean());
        Assert.Equal("uncertain", silent.GetProperty("label").GetString());
        Assert.Single(silent.GetProperty("probabilities").EnumerateObject().Select(one => one.Value.GetDouble()).Distinct());
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(44_100)]
    [InlineData(96_000)]
    public void Windows_of_a_file_are_those_of_the_same_sound_through_a_pipe(int rate)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no sh");
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.wav", Wav.Noise(4.6, seed: 1, rate));
        string raw = folder.Write("a.raw", File.ReadAllBytes(file)[44..]);
        string[] windows = ["--window", "1", "--hop", "0.5", "--smooth", "1", "--json"];
        var whole = Predict([file, .. windows]).Succeeded();
        var piped = SerProcess.Run(
            "sh", ["-c", $"cat '{raw}' | \"$@\"", "sh", SerProcess.Program, "predict", "--model", trained.Model, "--raw", $"u8:{rate}", "-", .. windows]).Succeeded();
        Assert.Equal(whole.Out.Replace(file, "-", StringComparison.Ordinal), piped.Out);
        Assert.Equal(
            [(0, 1), (0.5, 1.5), (1, 2), (1.5, 2.5), (2, 3), (2.5, 3.5), (3, 4), (3.5, 4.5)],
            piped.OutLines.Select(line => (Json(line).GetProperty("start").GetDouble(), Json(line).GetProperty("end").GetDouble())));
    }

    [Fact]
    public void A_reader_that_leaves_ends_a_stream_that_never_would()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no sh");
        var run = SerProcess.Run(
            "sh",
            [
                "-c", """{ cat /dev/urandom 2> /dev/null | "$@"; echo "exit $?" >&2; } | head -n 2""", "sh", SerProcess.Program, "predict", "--model", trained.Model,
                "--raw", "u8:8000", "--window", "1", "-",
            ]);
        Assert.Equal("exit 0\n", run.Error);
        Assert.Equal(2, run.OutLines.Length);
    }

    [Fact]
    public void Without_a_model_the_shipped_one_is_used()
    {
        using var folder = new TemporaryFolder();
        string clip = folder.Write("a.wav", Wav.Tone(1));
        var run = SerProcess.Run("predict", clip, "--json").Succeeded();
        Assert.Empty(run.ErrorLines);
        Assert.Equal(SerProcess.Run("predict", clip, "--json", "--model", Path.Combine(TestData.Repository, "models", "ser-base.onnx")).Succeeded().Out, run.Out);
    }

    private static JsonElement Json(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private ProgramResult Predict(string[] arguments) => SerProcess.Run(["predict", "--model", trained.Model, .. arguments]);

    private static IEnumerable<float> Numbers(string[] cells) => cells.Select(cell => float.Parse(cell, CultureInfo.InvariantCulture));
}
