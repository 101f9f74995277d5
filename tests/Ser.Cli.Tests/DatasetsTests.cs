using System.IO.Compression;
using System.Text.Json;

namespace Ser.Tests.Cli;

public sealed class DatasetsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Known_corpora_are_listed_as_text_and_as_JSON()
    {
        var text = SerProcess.Run("datasets").Succeeded();
        Assert.Contains(text.OutLines, line => line.StartsWith("ravdess", StringComparison.Ordinal) && line.Contains("1440", StringComparison.Ordinal));
        var lines = SerProcess.Run("datasets", "--json").Succeeded().OutLines;
        using var emodb = JsonDocument.Parse(lines.Single(line => line.Contains("\"emodb\"", StringComparison.Ordinal)));
        Assert.Equal(535, emodb.RootElement.GetProperty("clips").GetInt32());
        Assert.Equal(81, emodb.RootElement.GetProperty("classes").GetProperty("boredom").GetInt32());
    }

    [Fact]
    public void A_corpus_is_fetched_once_its_licence_is_agreed_to()
    {
        using var server = new FileServer(Archive("wav/03a01Fa.wav", "wav/03a01Wa.wav"));
        string[] line = ["datasets", "fetch", "emodb", "-o", folder["emodb"], "--url", server.Url];

        var asked = SerProcess.Run(line);
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("licence  free to use", asked.Error, StringComparison.Ordinal);
        Assert.Equal("ser: emodb: add --yes if these terms are agreed to", asked.ErrorLines[^1]);
        Assert.Empty(server.Headers("Range"));

        var fetched = SerProcess.Run([.. line, "--yes"]).Succeeded();
        Assert.Contains("EMO-DB: 2 clips of 1 speaker", fetched.Error, StringComparison.Ordinal);
        Assert.Contains("warning: EMO-DB has 535 clips as published", fetched.Error, StringComparison.Ordinal);
        Assert.Equal([folder["emodb"], folder["emodb/wav"], folder["emodb/wav/03a01Fa.wav"], folder["emodb/wav/03a01Wa.wav"]], folder.List());
    }

    [Fact]
    public void A_stop_keeps_what_is_downloaded()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals");
        using var server = new FileServer(Archive("wav/03a01Fa.wav")) { FallsSilentAfter = 10 };
        using var run = SerProcess.Start("env", ["--default-signal=INT", SerProcess.Program, "datasets", "fetch", "emodb", "-o", folder["emodb"], "--url", server.Url, "--yes"]);
        while (!File.Exists(folder["emodb.part"]) || new FileInfo(folder["emodb.part"]).Length < 10)
        {
            Thread.Sleep(20);
        }

        run.Signal("INT");
        var stopped = run.Wait();
        Assert.Equal(130, stopped.ExitCode);
        Assert.Equal($"ser: stopped; 10 bytes are kept in {folder["emodb.part"]}: run the command again to go on", stopped.ErrorLines[^1]);
    }

    [Theory]
    [InlineData("savee", "savee: cannot be fetched: its owners ask for a registration")]
    [InlineData("crema-d", "crema-d: cannot be fetched: there is no single archive of it: install Git LFS")]
    [InlineData("iemocap", "there is no corpus 'iemocap'; give one of ravdess, crema-d, tess, savee, emodb, kaggle-mix")]
    public void What_cannot_be_fetched_is_told_with_the_way(string name, string wanted) =>
        Assert.Contains(wanted, SerProcess.Run("datasets", "fetch", name, "-o", folder["x"], "--yes").Complaint(1), StringComparison.Ordinal);

    private static byte[] Archive(params string[] names)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in names)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Wav.Tone(0.5));
            }
        }

        return memory.ToArray();
    }
}
