using Ser.Augmentation.Chains;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Cli.Augmentation;

/// <summary>What shall be made of which recordings: everything that can be said before one of them is read.</summary>
/// <param name="Jobs">One per recording of which something is made.</param>
/// <param name="Notes">What was left out and why, a line each.</param>
internal sealed record CopyPlan(IReadOnlyList<CopyJob> Jobs, IReadOnlyList<string> Notes)
{
    /// <summary>Plans copies of recordings.</summary>
    /// <param name="recordings">In the order in which the manifest shall name them.</param>
    /// <param name="request">What is wanted.</param>
    /// <exception cref="UserError">Nothing is left to be done.</exception>
    public static CopyPlan Of(IReadOnlyList<Recording> recordings, CopyRequest request)
    {
        var notes = new List<string>();
        Recording[] known = LeaveOut(recordings, recording => recording.Parent is null, "already copies of others", notes);
        if (known.Any(recording => recording.Label is not null))
        {
            known = LeaveOut(known, recording => recording.Label is not null, "without a label", notes);
        }

        if (request.Labels.Except(known.Select(recording => recording.Label).OfType<string>()).FirstOrDefault() is { } unknown)
        {
            throw new UserError($"--only names {unknown}, which no recording has; there are {string.Join(", ", Emotions.Order(known.Select(recording => recording.Label).OfType<string>()))}");
        }

        if (request.Parts is { } parts)
        {
            known = [.. LeaveOut(known, recording => parts.ContainsKey(recording.Name), "not in the split", notes).Select(recording => recording with { GivenPart = parts[recording.Name] })];
        }

        var names = new CopyNames();
        var jobs = new List<CopyJob>();
        int held = 0;
        foreach (var recording in known)
        {
            string name = names.For(recording.Name);
            bool isTrained = recording.GivenPart is null or Part.Train;
            held += isTrained ? 0 : 1;
            bool isWanted = isTrained && (request.Labels.Count == 0 || request.Labels.Contains(recording.Label ?? ""));
            var rows = new List<ManifestRow>();
            if (request.Originals)
            {
                rows.Add(Row(recording, request) with { File = name });
            }

            for (int copy = 1; isWanted && copy <= request.Copies; copy++)
            {
                rows.Add(Row(recording, request) with
                {
                    File = CopyNames.OfCopy(name, copy), Parent = name, Copy = copy, Chain = request.Chain.ToString(), Seed = request.Seed,
                    Drawn = request.Chain.Draw(request.Seed, name, copy).ToString(), Encoding = request.Encoding,
                });
            }

            if (rows.Count > 0)
            {
                jobs.Add(new CopyJob(recording, rows));
            }
        }

        if (held > 0)
        {
            notes.Add($"{Counted.Of(held, "recording")} of the validation and test part: no copies are made of them");
        }

        return jobs.Any(job => job.Rows.Any(row => !row.IsOriginal))
            ? new CopyPlan(jobs, notes)
            : throw new UserError($"there is nothing to make copies of: {string.Join("; ", notes.DefaultIfEmpty("no recording is left"))}; check the folder, --only and --split-from");
    }

    /// <summary>Plans what a manifest tells once more.</summary>
    /// <param name="manifest">Its path.</param>
    /// <param name="recordings">Where the parents are, by name; none: where the manifest says.</param>
    /// <param name="output">The folder to write.</param>
    /// <exception cref="UserError">A row cannot be understood, or its parent is not among the recordings.</exception>
    public static CopyPlan Again(string manifest, IReadOnlyList<Recording> recordings, string output)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(manifest))!;
        var names = new CopyNames();
        var byName = recordings.ToDictionary(recording => names.For(recording.Name), StringComparer.Ordinal);
        var jobs = new List<CopyJob>();
        foreach (var group in AugmentManifest.Read(manifest).GroupBy(row => (Name: row.Parent ?? row.File, row.Source, row.SourceStart, row.SourceEnd)))
        {
            string file = byName.TryGetValue(group.Key.Name, out var known) ? known.File
                : recordings.Count == 0 ? Path.GetFullPath(group.Key.Source, folder)
                : throw new UserError($"{manifest}: {group.Key.Name} is not among the recordings that are given; give the folder that the copies were made of");
            var parent = new Recording(file, group.Key.Name, null, null) { Start = group.Key.SourceStart, End = group.Key.SourceEnd };
            jobs.Add(new CopyJob(parent, [.. group.Select(row => row with { Source = RelativeSource(output, file) })]));
        }

        return new CopyPlan(jobs, []);
    }

    private static ManifestRow Row(Recording recording, CopyRequest request) => new()
    {
        File = "",
        Label = recording.Label,
        Speaker = recording.Speaker,
        Split = recording.GivenPart?.ToString().ToLowerInvariant(),
        Source = RelativeSource(request.Output, recording.File),
        SourceStart = recording.Start,
        SourceEnd = recording.End,
    };

    private static string RelativeSource(string output, string file) => Path.GetRelativePath(Path.GetFullPath(output), Path.GetFullPath(file)).Replace('\\', '/');

    private static Recording[] LeaveOut(IReadOnlyList<Recording> recordings, Func<Recording, bool> isKept, string why, List<string> notes)
    {
        Recording[] kept = [.. recordings.Where(isKept)];
        int count = recordings.Count - kept.Length;
        if (count > 0)
        {
            notes.Add($"{Counted.Of(count, "recording")} left out: {why}");
        }

        return kept;
    }
}
