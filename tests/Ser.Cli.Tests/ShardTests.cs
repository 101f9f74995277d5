namespace Ser.Tests.Cli;

public sealed class ShardTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ShardTests()
    {
        Ravdess.Write(folder, "corpus", actors: 2, clipsPerActor: 4, Wav.Tone(0.3));
        folder.Write("corpus/Actor_01/a, \"b\".wav", Wav.Tone(0.5));   // no label, and a name that CSV has to quote
        folder.Write("corpus/Actor_01/broken.wav", Wav.Text());
        folder.Write("corpus/Actor_02/broken.wav", []);
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(".csv", 3)]
    [InlineData(".jsonl", 2)]
    [InlineData(".jsonl", 15)]   // more shards than recordings
    [InlineData(".npy", 3)]
    [InlineData(".parquet", 4)]
    public void Joined_shards_are_the_table_of_one_run(string extension, int count)
    {
        Extract(["-o", $"whole{extension}"]).Succeeded();
        string[] shards = Shards(extension, count);
        Ser(["extract", "merge", .. shards.Reverse(), "-o", $"joined{extension}"]).Succeeded();
        Assert.Equal(File.ReadAllBytes(folder[$"whole{extension}"]), File.ReadAllBytes(folder[$"joined{extension}"]));
        if (extension == ".npy")
        {
            Assert.Equal(File.ReadAllText(folder["whole.json"]), File.ReadAllText(folder["joined.json"]));
        }

        Assert.DoesNotContain(folder.List(), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Shards_of_one_format_may_become_a_table_of_another()
    {
        Extract(["-o", "whole.csv"]).Succeeded();
        Ser(["extract", "merge", .. Shards(".npy", 2), "-o", "joined.csv"]).Succeeded();
        Assert.Equal(File.ReadAllText(folder["whole.csv"]), File.ReadAllText(folder["joined.csv"]));
    }

    [Fact]
    public void Shards_that_make_no_whole_are_refused()
    {
        string[] shards = Shards(".csv", 3);
        Extract(["-o", "whole.csv"]).Succeeded();
        Extract(["-o", "foreign.csv", "--shard", "3/3", "--start", "0.1"]).Succeeded();
        Extract(["-o", "half.csv", "--shard", "2/2"]).Succeeded();
        Ser(["extract", "corpus/Actor_01", "-o", "other.csv", "--shard", "3/3", "-f", "zcr,mfcc"]).Succeeded();
        File.Copy(folder[shards[1]], folder["cut.csv"]);
        File.Copy(folder[$"{shards[1]}.shard.json"], folder["cut.csv.shard.json"]);
        File.WriteAllLines(folder["cut.csv"], File.ReadAllLines(folder["cut.csv"])[..^1]);
        string[] before = folder.List();

        Refused([shards[0], shards[2]], "shards are missing: 2/3; extract them");
        Refused([.. shards, shards[0]], "is shard 1/3, as is");
        Refused([shards[0], shards[1], "foreign.csv"], "foreign.csv: does not belong to");
        Refused([shards[0], "half.csv"], "it is shard 2/2, not one of 3");
        Refused([shards[0], shards[1], "other.csv"], "where 3 would be its share of");
        Refused([shards[0], shards[1], "whole.csv"], "whole.csv: is no shard");
        Refused(["missing.csv"], "missing.csv: no such file");
        Refused([shards[0], "cut.csv", shards[2]], "cut.csv: ends before its last row");

        void Refused(string[] tables, string wanted)
        {
            Assert.Contains(wanted, Ser(["extract", "merge", .. tables, "-o", "joined.csv"]).Complaint(1), StringComparison.Ordinal);
            Assert.Equal(before, folder.List());
        }
    }

    [Theory]
    [InlineData("0/2")]
    [InlineData("3/2")]
    [InlineData("1")]
    [InlineData("a/b")]
    public void A_shard_is_one_of_so_many(string shard) =>
        Assert.Contains($"--shard is '{shard}'; give i/n", Extract(["-o", "x.csv", "--shard", shard]).Complaint(2), StringComparison.Ordinal);

    private string[] Shards(string extension, int count) => [.. Enumerable.Range(1, count).Select(number =>
    {
        string table = $"shard {number}{extension}";
        Extract(["-o", table, "--shard", $"{number}/{count}"]).Succeeded();
        return table;
    })];

    private ProgramResult Extract(IEnumerable<string> arguments) => Ser(["extract", "corpus", "-f", "zcr,mfcc", .. arguments]);

    private ProgramResult Ser(IEnumerable<string> arguments) => SerProcess.Run(SerProcess.Program, arguments, folder.Path);
}
