using System.Text;
using System.Text.Json;

namespace Ser.Tests.Cli;

/// <summary>A table in the place of a folder.</summary>
public sealed class ManifestTests(TrainedModel trained) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_is_measured_on_the_stretches_that_a_manifest_names()
    {
        folder.Write("long.wav", Wav.Tone(6));
        Write("list.csv", "file,label,start,end\nlong.wav,happy,0,2\nlong.wav,boredom,2,4\nlong.wav,angry,4,6\n");
        string predictions = folder["p.csv"];
        var run = Run("evaluate", trained.Model, folder["list.csv"], "--map", "boredom=angry", "--predictions", predictions, "--json");
        using var figures = JsonDocument.Parse(run.Out);
        Assert.Equal(3, figures.RootElement.GetProperty("samples").GetInt32());
        var rows = CsvTable.Read(predictions).Rows;
        Assert.Equal([("long.wav#0-2", "happy"), ("long.wav#2-4", "angry"), ("long.wav#4-6", "angry")], rows.Select(row => (row[0], row[1])));
        Assert.Equal(3, rows.Select(row => string.Join(',', row[4..])).Distinct().Count());   // three stretches, three verdicts
        Assert.Contains("1 clip labelled boredom is taken for angry", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".csv")]
    [InlineData(".jsonl")]
    [InlineData(".npy")]
    [InlineData(".parquet")]
    public void Features_keep_the_stretch_the_part_and_the_parent_also_through_shards(string extension)
    {
        folder.Write("long.wav", Wav.Tone(3));
        folder.Write("copy.wav", Wav.Tone(1));
        Write("list.csv", "file,label,speaker,start,end,split,parent\nlong.wav,sad,ann,0,1,train,\nlong.wav,sad,ann,1,2,dev,\ncopy.wav,sad,ann,,,train,long.wav\n");
        string[] options = ["extract", folder["list.csv"], "-f", "rms,zcr"];
        Run([.. options, "-o", folder["whole" + extension]]);
        Run([.. options, "-o", folder["1" + extension], "--shard", "1/2"]);
        Run([.. options, "-o", folder["2" + extension], "--shard", "2/2"]);
        Run("extract", "merge", folder["1" + extension], folder["2" + extension], "-o", folder["merged" + extension]);
        Assert.Equal(File.ReadAllBytes(folder["whole" + extension]), File.ReadAllBytes(folder["merged" + extension]));
        if (extension == ".csv")
        {
            var table = CsvTable.Read(folder["whole.csv"]);
            Assert.Equal(["file", "label", "speaker", "split", "parent"], table.Columns[..5]);
            Assert.Equal(
                [["long.wav#0-1", "sad", "ann", "train", ""], ["long.wav#1-2", "sad", "ann", "validation", ""], ["copy.wav", "sad", "ann", "train", "long.wav"]],
                table.Rows.Select(row => row[..5]));
            Assert.NotEqual(table.Rows[0][5..], table.Rows[1][5..]);
            Assert.Equal(table.Rows[0][5..], table.Rows[2][5..]);   // the first second of the long tone is the short tone
        }
    }

    [Fact]
    public void A_path_that_leaves_the_manifest_is_refused_and_let_through_below_a_root()
    {
        folder.Write("sounds/a.wav", Wav.Tone(1));
        Directory.CreateDirectory(folder["lists"]);
        Write("lists/list.csv", "file\n../sounds/a.wav\n");
        Assert.Contains(
            "row 2, column 'file': '../sounds/a.wav' leaves the folder",
            SerProcess.Run("extract", folder["lists/list.csv"], "-o", folder["x.csv"]).Complaint(1), StringComparison.Ordinal);
        Write("lists/list.csv", "file\nsounds/a.wav\n");
        Run("extract", folder["lists/list.csv"], "-o", folder["x.csv"], "--root", folder.Path);
        Assert.Equal("sounds/a.wav", CsvTable.Read(folder["x.csv"]).Rows[0][0]);
    }

    private static ProgramResult Run(params string[] line) => SerProcess.Run(line).Succeeded();

    private void Write(string name, string text) => folder.Write(name, Encoding.UTF8.GetBytes(text));
}
