using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ser.Audio;
using Ser.Audio.Editing;
using Ser.Audio.Wav;
using Ser.Augmentation.Chains;
using Ser.Augmentation.Waveforms;
using Ser.Cli.Extraction;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Cli.Augmentation;

/// <summary>Reads recordings and writes the files that are planned of them, side by side; the files are the same for any number of jobs.</summary>
/// <param name="output">The folder to write.</param>
/// <param name="peakDbfs">Limit of a copy's peak where the plan does not say a gain.</param>
/// <param name="strict">Whether the first recording that cannot be used ends the work.</param>
/// <param name="jobs">Threads at most.</param>
internal sealed class AugmentRun(string output, double peakDbfs, bool strict, int jobs)
{
    /// <summary>Does what is planned.</summary>
    /// <param name="plan">The files.</param>
    /// <param name="progress">Told after every recording.</param>
    /// <param name="warn">Told of recordings that are damaged.</param>
    /// <param name="cancel">Stops between recordings.</param>
    /// <exception cref="UserError">Nothing could be made, the folder cannot be written, or with strict: a recording cannot be used.</exception>
    public CopyReport Run(CopyPlan plan, IProgress<WorkProgress> progress, Action<string> warn, CancellationToken cancel)
    {
        var rows = new List<ManifestRow>();
        var skipped = new List<(string Name, string Error)>();
        int done = 0, differing = 0;
        OrderedWork.Run(
            plan.Jobs,
            jobs,
            job => Make(job, warn),
            made =>
            {
                if (made.Error is { } error)
                {
                    skipped.Add((made.Job.Parent.Name, error));
                    if (strict)
                    {
                        throw new UserError(error);
                    }
                }

                rows.AddRange(made.Rows);
                differing += made.Rows.Zip(made.Job.Rows).Count(pair => pair.Second.Sha256 is { } expected && expected != pair.First.Sha256);
                progress.Report(new WorkProgress("augmenting", ++done, plan.Jobs.Count));
            },
            cancel);
        return rows.Count > 0
            ? new CopyReport(rows, skipped, differing)
            : throw new UserError($"none of the {Counted.Of(plan.Jobs.Count, "recording")} can be used; the first: {skipped[0].Error}");
    }

    private (CopyJob Job, IReadOnlyList<ManifestRow> Rows, string? Error) Make(CopyJob job, Action<string> warn)
    {
        Waveform sound;
        try
        {
            sound = Read(job.Parent, warn);
            string hash = HashOf(sound);
            if (job.Rows.FirstOrDefault(row => row.Sound is not null && row.Sound != hash) is not null)
            {
                throw new UserError($"{job.Parent.File}: is not the sound that the copies of the manifest were made of; give the old file, or make new copies");
            }

            return (job, [.. job.Rows.Select(row => row.IsOriginal ? Keep(row, job.Parent, sound, hash) : Copy(row, sound, hash))], null);
        }
        catch (UserError error)
        {
            return (job, [], error.Message);
        }
    }

    private Waveform Read(Recording recording, Action<string> warn)
    {
        var cut = recording is { Start: null, End: null }
            ? null
            : new AudioEdit { Start = recording.Start ?? 0, Duration = recording.End - (recording.Start ?? 0) };
        return AudioFile.Read(recording.File, new AudioReadOptions { Strict = strict, Warn = warn, Edit = cut });
    }

    private ManifestRow Copy(ManifestRow row, Waveform sound, string hash)
    {
        var copy = DrawnChain.Parse(row.Drawn).Apply(sound);
        double gain = row.PeakGain ?? PeakLimit.GainDb(copy.Samples, peakDbfs);
        PeakLimit.Apply(copy.Samples, gain);
        var encoding = CopyEncoding.Find(row.Encoding) ?? throw new UserError($"{row.File}: there is no encoding '{row.Encoding}'; mend the manifest");
        using var bytes = new MemoryStream();
        WavWriter.Write(bytes, copy.Samples, 1, copy.Rate, encoding);
        return row with { PeakGain = gain, Sound = hash, Sha256 = Write(row.File, bytes.ToArray()) };
    }

    /// <summary>The recording itself: its file byte for byte, or, of a stretch of a file, its samples.</summary>
    private ManifestRow Keep(ManifestRow row, Recording recording, Waveform sound, string hash)
    {
        if (recording is { Start: null, End: null })
        {
            return row with { Sound = hash, Sha256 = Write(row.File, File.ReadAllBytes(recording.File)) };
        }

        using var bytes = new MemoryStream();
        WavWriter.Write(bytes, sound.Samples, 1, sound.Rate, WavEncoding.Ieee32);
        string name = Path.ChangeExtension(row.File, ".wav");
        return row with { File = name, Sound = hash, Sha256 = Write(name, bytes.ToArray()) };
    }

    private string Write(string name, byte[] content)
    {
        AtomicFile.Write(Path.Combine(output, name), stream => stream.Write(content));
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    /// <summary>Over rate and samples, not over the file: another format of the same samples is the same sound.</summary>
    private static string HashOf(Waveform sound)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(sound.Rate));
        hash.AppendData(MemoryMarshal.AsBytes(sound.Samples.AsSpan()));
        const int Digits = 32;
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }
}
