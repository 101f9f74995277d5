using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class ConvertTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_keeps_its_tree_and_bad_files_are_named_and_left_out()
    {
        folder.Write("in/a.wav", Wav.Tone(1, 48_000));
        folder.Write("in/b/c.WAV", Wav.Tone(2));
        folder.Write("in/b/bad.wav", Wav.Text());
        var run = Convert("in", "-o", "out", "--json").Succeeded();
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(2, json.RootElement.GetProperty("files").GetInt32());
        Assert.Equal(3, json.RootElement.GetProperty("seconds").GetDouble());
        Assert.Equal("b/bad.wav", json.RootElement.GetProperty("skipped")[0].GetProperty("file").GetString());
        Assert.Contains("bad.wav", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(
            [folder["out/a.wav"], folder["out/b"], folder["out/b/c.wav"]],
            Directory.GetFileSystemEntries(folder["out"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        Assert.Equal((16_000, 16_000, "WAV PCM 16 bit"), Info("out/a.wav"));

        // --strict writes nothing at all.
        Assert.Equal(1, Convert("in", "-o", "none", "--strict").ExitCode);
        Assert.DoesNotContain(folder.List(), path => path.Contains("none", StringComparison.Ordinal));
    }

    [Fact]
    public void The_bytes_are_the_same_for_any_number_of_jobs()
    {
        foreach (int i in Enumerable.Range(1, 5))
        {
            folder.Write($"in/{i}.wav", Wav.Tone(0.3 * i, 44_100));
        }

        Convert("in", "-o", "one", "--jobs", "1", "-e", "float").Succeeded();
        Convert("in", "-o", "five", "--jobs", "5", "-e", "float").Succeeded();
        foreach (int i in Enumerable.Range(1, 5))
        {
            Assert.Equal(File.ReadAllBytes(folder[$"one/{i}.wav"]), File.ReadAllBytes(folder[$"five/{i}.wav"]));
        }
    }

    [Fact]
    public void Nothing_is_overwritten_that_is_read_and_no_two_recordings_become_one()
    {
        byte[] tone = Wav.Tone(1);
        folder.Write("in/a.wav", tone);
        folder.Write("other/a.wav", tone);
        Assert.Contains("one of the recordings itself", Refused("in", "-o", "in"), StringComparison.Ordinal);
        Assert.Contains("one of the recordings itself", Refused("in/a.wav", "-o", "in/../in/a.wav"), StringComparison.Ordinal);
        Assert.Contains("would become the same file", Refused("in", "other", "-o", "out"), StringComparison.Ordinal);
        Assert.Contains("end the name in .wav", Refused("in/a.wav", "-o", "a.flac"), StringComparison.Ordinal);
        Assert.Contains("is a file", Refused("in", "-o", "other/a.wav"), StringComparison.Ordinal);
        Assert.Equal(tone, File.ReadAllBytes(folder["in/a.wav"]));
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void One_recording_may_come_from_a_pipe_and_be_cut_and_levelled()
    {
        folder.Write("tone.wav", Wav.Tone(3));
        SerProcess.Run(
            "sh", ["-c", "cat tone.wav | \"$0\" convert - -o cut.wav --rate 24000 --encoding pcm24 --start 0.5 --duration 1 --normalize peak", SerProcess.Program], folder.Path).Succeeded();
        Assert.Equal((24_000, 24_000, "WAV PCM 24 bit"), Info("cut.wav"));
        Assert.Equal(2, Convert("tone.wav", "-o", "x.wav", "--encoding", "mp3").ExitCode);
    }

    private (int Rate, int Frames, string? Format) Info(string file)
    {
        using var info = JsonDocument.Parse(SerProcess.Run("info", "--json", folder[file]).Succeeded().Out);
        return (info.RootElement.GetProperty("rate").GetInt32(), info.RootElement.GetProperty("frames").GetInt32(), info.RootElement.GetProperty("format").GetString());
    }

    private string Refused(params string[] arguments)
    {
        var run = Convert(arguments);
        Assert.Equal(1, run.ExitCode);
        return Assert.Single(run.ErrorLines);
    }

    private ProgramResult Convert(params string[] arguments) => SerProcess.Run(SerProcess.Program, ["convert", .. arguments], folder.Path);
}
