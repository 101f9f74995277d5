using Ser.Audio.Wav;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Audit;

public sealed class CorpusAuditTests : IDisposable
{
    private static readonly string Demo = Path.Combine(TestData.Repository, "data", "demo");

    private readonly RecordingsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_fault_that_is_planted_is_found_and_stops_nothing()
    {
        folder.With("happy/empty.wav").WithFolder("hapy").WithFolder("sad");
        float[] speech = Ser.Audio.AudioFile.Read(Voice(1)).Samples;
        Write("happy/a.wav", speech);
        Write("sad/same.wav", speech);
        Write("sad/soft.wav", [.. speech.Select(sample => sample / 2)]);
        Write("sad/silent.wav", new float[16000]);
        Write("happy/short.wav", speech[8000..9000]);
        Write("hapy/clipped.wav", [.. Ser.Audio.AudioFile.Read(Voice(2)).Samples.Select(sample => Math.Clamp(20 * sample, -1, 1))]);
        File.WriteAllText(folder.At("happy/text.wav"), "no sound at all");
        File.Copy(Voice(4), folder.At("happy/wav.flac"));

        var report = Run(jobs: 1);
        Assert.Equal(
            [
                (FindingKind.Corrupt, "happy/text.wav"), (FindingKind.Empty, "happy/empty.wav"), (FindingKind.Silent, "sad/silent.wav"),
                (FindingKind.Conflicts, "happy/a.wav sad/same.wav sad/soft.wav"), (FindingKind.Duplicates, "happy/a.wav sad/same.wav"),
                (FindingKind.NearDuplicates, "happy/a.wav sad/same.wav sad/soft.wav"), (FindingKind.Typos, "hapy"),
                (FindingKind.Misnamed, "happy/wav.flac"), (FindingKind.Clipped, "hapy/clipped.wav"), (FindingKind.VeryShort, "happy/short.wav"),
                (FindingKind.Imbalance, "hapy"),
            ],
            report.Findings.Select(finding => (finding.Kind, string.Join(' ', finding.Names))));
        Assert.Equal(
            report.Findings.Select(finding => (finding.Kind, finding.Detail)), Run(jobs: 5).Findings.Select(finding => (finding.Kind, finding.Detail)));
    }

    [Fact]
    public void The_demo_corpus_is_clean()
    {
        var report = CorpusAudit.Run(AuditSource.Open([Demo]), jobs: 2, cancel: TestContext.Current.CancellationToken);
        Assert.Empty(report.Findings);
        Assert.Equal((128, 8, 8), (report.Clips.Count, report.Speakers.Count, report.Labels.Count));
    }

    [Fact]
    public void A_folder_that_is_no_corpus_is_looked_at_all_the_same()
    {
        folder.WithFolder("angry");
        File.Copy(Voice(1), folder.At("angry/a.wav"));
        Assert.Contains("one class only", Run(jobs: 1).Source.Unfit, StringComparison.Ordinal);
        Assert.Contains("no such folder", Assert.Throws<UserError>(() => AuditSource.Open([folder.At("none")])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hapy", "happy")]
    [InlineData("nuetral", "neutral")]
    [InlineData("surprize", "surprise")]
    [InlineData("boredom", null)]
    [InlineData("sad", null)]
    public void A_label_near_a_known_one_is_doubtful(string label, string? meant) =>
        Assert.Equal(meant is null ? [] : [meant], Typos(label));

    [Theory]
    [InlineData("near-duplicates", FindingKind.NearDuplicates)]
    [InlineData("VERY-SHORT", FindingKind.VeryShort)]
    [InlineData("nonsense", null)]
    public void Kinds_have_words(string word, FindingKind? kind) => Assert.Equal(kind, FindingNames.Parse(word));

    private static string Voice(int emotion) => Path.Combine(Demo, "Actor_03", $"03-01-0{emotion}-01-01-01-03.wav");

    private string[] Typos(string label)
    {
        folder.WithFolder(label).WithFolder("fear");
        File.Copy(Voice(1), folder.At($"{label}/a.wav"));
        File.Copy(Voice(2), folder.At("fear/b.wav"));
        return [.. Run(jobs: 1).Findings.Where(finding => finding.Kind == FindingKind.Typos).Select(finding => finding.Detail.Split(' ')[3])];
    }

    private AuditReport Run(int jobs) => CorpusAudit.Run(AuditSource.Open([folder.Root]), jobs, cancel: TestContext.Current.CancellationToken);

    private void Write(string name, float[] samples) => WavWriter.Write(folder.At(name), samples, 1, 16000);
}
