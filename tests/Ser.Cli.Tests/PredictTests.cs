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

    private ProgramResult Predict(string[] arguments) => SerProcess.Run(["predict", "--model", trained.Model, .. arguments]);

    private static IEnumerable<float> Numbers(string[] cells) => cells.Select(cell => float.Parse(cell, CultureInfo.InvariantCulture));
}
