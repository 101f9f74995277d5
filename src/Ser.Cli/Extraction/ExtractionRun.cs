using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Ser.Audio;
using Ser.Cli.Extraction.Tables;
using Ser.Core;
using Ser.Corpora;
using Ser.Features;

namespace Ser.Cli.Extraction;

/// <summary>Reads recordings, computes their features and writes them, in the recordings' order whatever the number of jobs.</summary>
/// <param name="request">Which features.</param>
/// <param name="statistics">By what every column is summed up; unused where frames are written.</param>
/// <param name="audio">How sound is read.</param>
/// <param name="jobs">Threads at most.</param>
internal sealed class ExtractionRun(FeatureRequest request, IReadOnlyList<Statistic> statistics, AudioReadOptions audio, int jobs)
{
    [ThreadStatic]
    private static SampleRoom? room;

    private readonly ConcurrentDictionary<int, ClipAnalysis> analyses = new();

    /// <summary>Names of the values of a row.</summary>
    public IReadOnlyList<string> Columns => Analysis(request.Chosen.Plan.SampleRate).SummaryColumns(statistics);

    /// <summary>Everything that decides about the values, as a SHA-256: two runs that agree in it give the same row for the same recording.</summary>
    public string Fingerprint
    {
        get
        {
            string[] parts = [request.Name, request.Chosen.Plan.ToJson(), $"{request.Chosen.OwnRate} {request.Chosen.OwnHighHz}", $"{audio.Channel} {audio.Edit}", .. Columns];
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
        }
    }

    /// <summary>One row per clip into a table.</summary>
    public ExtractionReport WriteTable(RecordingSource source, IFeatureTable table, IProgress<WorkProgress> progress, CancellationToken cancel) => Run(
        source,
        (sound, recording) => new ExtractedClip(recording, Analysis(sound.Rate).Summary(sound.Samples, sound.Rate, statistics)),
        table.Write,
        progress,
        cancel);

    /// <summary>One array of columns × frames per clip.</summary>
    public ExtractionReport WriteFrames(RecordingSource source, FrameFolder folder, IProgress<WorkProgress> progress, CancellationToken cancel) => Run(
        source,
        (sound, recording) => new FramedClip(recording, Analysis(sound.Rate).Frames(sound.Samples, sound.Rate)),
        done => folder.Write(done.Recording, done.Frames),
        progress,
        cancel);

    /// <summary>Reads and computes side by side, hands on in order; a clip that cannot be read is skipped and kept in the report.</summary>
    private ExtractionReport Run<TResult>(
        RecordingSource source, Func<SampleRoom, Recording, TResult> work, Action<TResult> consume, IProgress<WorkProgress> progress, CancellationToken cancel)
        where TResult : class
    {
        int written = 0;
        var skipped = new List<SkippedRecording>();
        OrderedWork.Run(
            source.Read(),
            jobs,
            recording =>
            {
                try
                {
                    return new Outcome<TResult>(recording, Analyse(recording, work), null);
                }
                catch (UserError error)
                {
                    return new Outcome<TResult>(recording, null, error.Message);
                }
            },
            done =>
            {
                if (done.Result is not null)
                {
                    consume(done.Result);
                    written++;
                }
                else
                {
                    skipped.Add(new SkippedRecording(written + skipped.Count, done.Recording, done.Error!));
                }

                int finished = written + skipped.Count;
                progress.Report(new WorkProgress("extracting features", finished, source.Count ?? finished));
            },
            cancel);
        return new ExtractionReport(written, skipped);
    }

    private TResult Analyse<TResult>(Recording recording, Func<SampleRoom, Recording, TResult> work)
    {
        var sound = room ??= new SampleRoom();
        ClipAudio.Read(recording, sound, audio);
        try
        {
            return work(sound, recording);
        }
        catch (UserError error)
        {
            // The analysis knows no files; it refuses what does not fit the clip's own rate.
            throw new UserError($"{recording.File}, {sound.Rate} Hz: {error.Message}", error);
        }
    }

    private ClipAnalysis Analysis(int rate) =>
        analyses.GetOrAdd(request.Chosen.OwnRate ? rate : request.Chosen.Plan.SampleRate, request.At);

    /// <summary>What became of a recording: its features, or why there are none.</summary>
    private sealed record Outcome<TResult>(Recording Recording, TResult? Result, string? Error);

    /// <summary>Frames of a clip.</summary>
    private sealed record FramedClip(Recording Recording, FeatureMatrix Frames);
}
