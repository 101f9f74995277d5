using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class AugmentTests
{
    private const string Chain = "noise(snr=5..40,p=0.7) stretch(rate=0.9..1.1) gain(db=-6..20)";

    [Fact]
    public void Copies_are_the_same_bytes_for_any_number_of_jobs_and_when_they_are_replayed()
    {
        using var folder = new TemporaryFolder();
        Ravdess.Write(folder, "in", actors: 3, clipsPerActor: 4, Wav.Tone(0.5));
        folder.Write("in/Actor_01/broken.wav", Wav.Text());
        var one = Run("augment", folder["in"], "-o", folder["a"], "-c", Chain, "-n", "2", "--originals", "--jobs", "1");
        Run("augment", folder["in"], "-o", folder["b"], "-c", Chain, "-n", "2", "--originals", "--jobs", "4");
        Run("augment", "-o", folder["c"], "--replay", folder["a/manifest.csv"]);
        Run("augment", folder["in"], "-o", folder["d"], "--replay", folder["a/manifest.csv"]);

        Assert.Contains("24 copies and 12 originals written", one.Error, StringComparison.Ordinal);
        string[] files = Names(folder["a"]);
        Assert.Equal(12 + 24 + 1, files.Length);
        Assert.All(["b", "c", "d"], again =>
        {
            Assert.Equal(files, Names(folder[again]));
            Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(folder["a"], file)), File.ReadAllBytes(Path.Combine(folder[again], file))));
        });

        string[] rows = [.. File.ReadLines(folder["a/manifest.csv"]).Skip(1)];
        Assert.StartsWith("Actor_01/03-01-03-01-01-01-01.wav,happy,ravdess:01,,,0,", rows[0], StringComparison.Ordinal);
        Assert.StartsWith(
            "Actor_01/03-01-03-01-01-01-01-copy1.wav,happy,ravdess:01,,Actor_01/03-01-03-01-01-01-01.wav,1,\"noise(snr=5..40,p=0.7) stretch",
            rows[1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_parent_that_has_changed_is_noticed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in/happy/a.wav", Wav.Tone(0.3));
        folder.Write("in/sad/b.wav", Wav.Tone(0.4));
        Run("augment", folder["in"], "-o", folder["a"], "-c", "gain(db=-3)");
        folder.Write("in/sad/b.wav", Wav.Tone(0.5));
        var result = SerProcess.Run("augment", "-o", folder["b"], "--replay", folder["a/manifest.csv"]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is not the sound that the copies of the manifest were made of", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["b/happy/a-copy1.wav"]));
    }

    [Fact]
    public void Copies_are_made_of_the_training_part_and_of_the_labels_that_are_named()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["happy/a", "happy/b", "sad/c", "sad/d"])
        {
            folder.Write($"in/{name}.wav", Wav.Tone(0.2));
        }

        folder.Write("split.csv", "file,label,speaker,part\nhappy/a.wav,happy,,train\nhappy/b.wav,happy,,test\nsad/c.wav,sad,,train\nsad/d.wav,sad,,validation\n"u8.ToArray());
        var result = Run("augment", folder["in"], "-o", folder["out"], "-c", "shift", "--only", "SAD", "--split-from", folder["split.csv"], "--originals", "--json");
        using var report = JsonDocument.Parse(result.Out);
        Assert.Equal(1, report.RootElement.GetProperty("copies").GetInt32());
        Assert.Equal(4, report.RootElement.GetProperty("originals").GetInt32());
        string[] rows = [.. File.ReadLines(folder["out/manifest.csv"]).Skip(1)];
        Assert.Contains(rows, row => row.StartsWith("sad/c-copy1.wav,sad,,train,sad/c.wav,1,", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.StartsWith("happy/b.wav,happy,,test,,0,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--chain", "nosie", "chain, character 1: there is no transform 'nosie'; did you mean noise?")]
    [InlineData("--chain", "noise mixup", "mixup acts on features")]
    [InlineData("--copies", "0", "--copies is '0'")]
    public void A_wrong_command_line_says_so_and_writes_nothing(string option, string value, string told)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in/happy/a.wav", Wav.Tone(0.2));
        string[] chain = option == "--chain" ? [] : ["--chain", "gain"];
        var result = SerProcess.Run(["augment", folder["in"], "-o", folder["out"], option, value, .. chain]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Theory]
    [InlineData("in/out")]
    [InlineData("in")]
    [InlineData(".")]
    public void Nothing_is_written_among_the_recordings(string target)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in/happy/a.wav", Wav.Tone(0.2));
        string[] before = folder.List();
        var result = SerProcess.Run("augment", folder["in"], "-o", folder[target], "-c", "gain");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("give another --output", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.List());
    }

    [Fact]
    public void With_strict_the_first_bad_file_ends_the_work()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in/happy/a.wav", Wav.Tone(0.2));
        folder.Write("in/sad/b.wav", Wav.Text());
        Assert.Equal(0, SerProcess.Run("augment", folder["in"], "-o", folder["out"], "-c", "gain").ExitCode);
        Assert.Equal(1, SerProcess.Run("augment", folder["in"], "-o", folder["out"], "-c", "gain", "--strict").ExitCode);
        Assert.False(File.Exists(folder["out/manifest.csv"]));
    }

    private static ProgramResult Run(params string[] arguments)
    {
        var result = SerProcess.Run(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }

    private static string[] Names(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
}
