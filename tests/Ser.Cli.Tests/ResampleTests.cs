using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class ResampleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void New_rows_follow_the_training_rows_with_their_parents_and_all_others_pass_through()
    {
        WriteTable("in.csv", isSplit: true);
        var run = Resample("in.csv", "-m", "smote", "-k", "3", "-o", "out.csv").Succeeded();
        Assert.Empty(run.Out);
        Assert.Contains(run.ErrorLines, line => line.StartsWith("calm", StringComparison.Ordinal) && line.TrimEnd().EndsWith('6'));
        Assert.DoesNotContain(run.ErrorLines, line => line.Contains("no column 'split'", StringComparison.Ordinal));

        var before = CsvTable.Read(folder["in.csv"]);
        var after = CsvTable.Read(folder["out.csv"]);
        Assert.Equal(["file", "label", "speaker", "split", "synthetic", "parent_a", "parent_b", "step", "mfcc_00_mean", "zcr_mean"], after.Columns);
        Assert.Equal(before.Rows.Select(row => (string[])[.. row[..4], "false", "", "", "", .. row[4..]]), after.Rows.Take(before.Rows.Length));

        string[][] made = after.Rows[before.Rows.Length..];
        Assert.Equal(6, made.Length);
        Assert.All(made, row =>
        {
            Assert.Equal(("calm", "train", "true"), (row[1], row[3], row[4]));
            string[] first = before.Rows.Single(other => other[0] == row[5]), second = before.Rows.Single(other => other[0] == row[6]);
            Assert.Equal(("calm", "train", "calm", "train"), (first[1], first[3], second[1], second[3]));
            double step = Number(row[7]);
            for (int i = 0; i < 2; i++)
            {
                Assert.Equal(Number(first[4 + i]) + (step * (Number(second[4 + i]) - Number(first[4 + i]))), Number(row[8 + i]), 1e-5);
            }
        });
    }

    [Fact]
    public void A_table_without_a_split_is_balanced_with_a_warning_and_every_format_holds_the_same()
    {
        WriteTable("in.csv", isSplit: false);
        var run = Resample("in.csv", "-m", "adasyn", "-o", "a.csv").Succeeded();
        Assert.Contains(run.ErrorLines, line => line.StartsWith("warning: in.csv has no column 'split'", StringComparison.Ordinal));
        string text = File.ReadAllText(folder["a.csv"]);
        foreach (string extension in (string[])[".jsonl", ".npy", ".parquet"])
        {
            Resample("in.csv", "-m", "random", "-s", "calm=7", "-o", $"table{extension}").Succeeded();
            SerProcess.Run(SerProcess.Program, ["plot", $"table{extension}", "-o", "table.svg"], folder.Path).Succeeded();
            Assert.Contains("rhombs", File.ReadAllText(folder["table.svg"]), StringComparison.Ordinal);
        }

        // there and back through every format
        WriteTable("plain.csv", isSplit: true);
        foreach (string extension in (string[])[".jsonl", ".npy", ".parquet"])
        {
            Resample("plain.csv", "-m", "weights", "-o", $"weights{extension}").Succeeded();
        }

        Resample("plain.csv", "-m", "weights", "-o", "weights.csv").Succeeded();
        using var names = JsonDocument.Parse(File.ReadAllBytes(folder["weights.json"]));
        string[] weights = [.. names.RootElement.GetProperty("clips").EnumerateArray().Select(clip => clip.GetProperty("weight").GetString() ?? "")];
        Assert.Equal(CsvTable.Read(folder["weights.csv"]).Rows.Select(row => row[4]), weights);
        Assert.Equal(["", "0.75", "1.5"], weights.Distinct().Order(StringComparer.Ordinal));
        Assert.NotEmpty(text);
    }

    [Fact]
    public void Threads_change_no_byte_and_the_JSON_tells_what_was_done()
    {
        WriteTable("in.csv", isSplit: true);
        var first = Resample("in.csv", "-m", "smote-tomek", "-o", "1.npy", "-t", "1", "--json").Succeeded();
        Resample("in.csv", "-m", "smote-tomek", "-o", "3.npy", "-t", "3").Succeeded();
        Assert.Equal(File.ReadAllBytes(folder["1.npy"]), File.ReadAllBytes(folder["3.npy"]));
        Assert.Equal(File.ReadAllText(folder["1.json"]), File.ReadAllText(folder["3.json"]));
        using var json = JsonDocument.Parse(first.Out);
        var calm = json.RootElement.GetProperty("classes").EnumerateArray().Single(item => item.GetProperty("label").GetString() == "calm");
        Assert.Equal(6, calm.GetProperty("before").GetInt32());
        Assert.Equal(4, json.RootElement.GetProperty("passedThrough").GetInt32());
    }

    [Theory]
    [InlineData("-m smote -o out.txt", 1, "ends in .csv")]
    [InlineData("-m smote -s joy=9 -o out.csv", 1, "no row is joy")]
    [InlineData("-m smote -k 50 --strict -o out.csv", 1, "50 neighbours want")]
    [InlineData("-m magic -o out.csv", 2, "there is no method 'magic'")]
    [InlineData("-m smote --shrinkage 0.5 -o out.csv", 2, "--shrinkage says nothing to --method smote; leave it out (it belongs to random)")]
    [InlineData("-m weights -s all -o out.csv", 2, "--strategy says nothing to --method weights")]
    public void What_cannot_be_done_is_refused_and_nothing_is_written(string options, int exitCode, string why)
    {
        WriteTable("in.csv", isSplit: true);
        Assert.Contains(why, Resample(["in.csv", .. options.Split(' ')]).Complaint(exitCode), StringComparison.Ordinal);
        Assert.Equal([folder["in.csv"]], folder.List());
    }

    [Fact]
    public void A_bad_cell_is_named()
    {
        WriteTable("in.csv", isSplit: true);
        string[] lines = File.ReadAllLines(folder["in.csv"]);
        lines[3] = lines[3][..lines[3].LastIndexOf(',')] + ",NaN";
        File.WriteAllLines(folder["in.csv"], lines);
        string complaint = Resample("in.csv", "-m", "smote", "-o", "out.csv").Complaint(exitCode: 1);
        Assert.Contains("in.csv, row 3", complaint, StringComparison.Ordinal);
        Assert.Contains("column 'zcr_mean': is NaN", complaint, StringComparison.Ordinal);
    }

    private ProgramResult Resample(params string[] arguments) => SerProcess.Run(SerProcess.Program, ["resample", .. arguments], folder.Path);

    /// <summary>12 angry and 6 calm training rows, with a split also 4 test rows.</summary>
    private void WriteTable(string name, bool isSplit)
    {
        var text = new StringBuilder($"file,label,speaker{(isSplit ? ",split" : "")},mfcc_00_mean,zcr_mean\n");
        for (int i = 0; i < (isSplit ? 22 : 18); i++)
        {
            string label = i < 12 || i > 19 ? "angry" : "calm", part = i < 18 ? "train" : "test";
            text.Append(CultureInfo.InvariantCulture, $"{i:00}.wav,{label},s{i % 3}{(isSplit ? $",{part}" : "")},{(float)(Math.Sin(i) * 20)},{(float)((label == "calm" ? 0.1 : 0.2) + (0.07 * Math.Cos(3 * i)))}\n");
        }

        File.WriteAllText(folder[name], text.ToString());
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
