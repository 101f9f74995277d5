using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class InfoTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Format_length_and_level_are_told()
    {
        folder.Write("tone.wav", Wav.Tone(1.5));
        Assert.Equal(
            [
                "format     WAV PCM 8 bit", "rate       8000 Hz", "channels   1", "duration   1.500 s (12000 frames)",
                "peak       -4.1 dBFS",   // 80 of 128
                "RMS        -7.1 dBFS",   // a sine has 3 dB less
                "clipped    0 %", "silent     0 %",
            ],
            Info("tone.wav").Succeeded().OutLines);
    }

    [Fact]
    public void Of_several_files_each_is_named()
    {
        folder.Write("a.wav", Wav.Tone(1));
        folder.Write("b.wav", Wav.Tone(1));
        string[] lines = Info("a.wav", "b.wav").Succeeded().OutLines;
        Assert.Equal("a.wav", lines[0]);
        Assert.Equal("b.wav", lines[9]);
    }

    [Fact]
    public void Digital_silence_has_no_level()
    {
        folder.Write("silence.wav", Wav.Silence(1));
        Assert.Contains("peak       digital silence", Info("silence.wav").Succeeded().OutLines);

        using var json = JsonDocument.Parse(Info("silence.wav", "--json").Succeeded().Out);
        Assert.Equal(
            ["file", "format", "rate", "channels", "seconds", "frames", "peakDbfs", "rmsDbfs", "clippedShare", "silenceShare"],
            json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("peakDbfs").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("rmsDbfs").ValueKind);
        Assert.Equal(1, json.RootElement.GetProperty("silenceShare").GetDouble());
    }

    [Fact]
    public void One_bad_file_does_not_hide_the_good_ones()
    {
        folder.Write("a.wav", Wav.Tone(1));
        folder.Write("b.wav", Wav.Text());
        folder.Write("c.wav", Wav.Tone(1));
        var run = Info("a.wav", "b.wav", "c.wav", "--json");
        Assert.Contains("b.wav: is text, not sound", run.Complaint(exitCode: 1), StringComparison.Ordinal);
        Assert.Equal(3, run.OutLines.Length);
        using var failed = JsonDocument.Parse(run.OutLines[1]);
        Assert.Equal(["file", "error"], failed.RootElement.EnumerateObject().Select(property => property.Name));

        var text = Info("b.wav", "c.wav");
        Assert.Contains("b.wav", text.Complaint(exitCode: 1), StringComparison.Ordinal);
        Assert.Equal("c.wav", text.OutLines[0]);
    }

    [Fact]
    public void Sound_may_come_from_a_pipe()
    {
        folder.Write("tone.wav", Wav.Tone(1));
        var piped = SerProcess.Run("sh", ["-c", "cat tone.wav | \"$0\" info -", SerProcess.Program], folder.Path).Succeeded();
        Assert.Equal(Info("tone.wav").Succeeded().Out, piped.Out);
    }

    private ProgramResult Info(params string[] arguments) => SerProcess.Run(SerProcess.Program, ["info", .. arguments], folder.Path);
}
