using System.Globalization;
using System.Text.RegularExpressions;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>Looks at every clip of a folder and at all of them together, and tells what is wrong.</summary>
public static partial class CorpusAudit
{
    /// <summary>A class this many times smaller than the largest is called rare.</summary>
    private const int RareClass = 3;

    /// <summary>Runs the audit. A bad file stops nothing.</summary>
    /// <param name="source">What is looked at.</param>
    /// <param name="jobs">Threads at most; the result does not depend on them.</param>
    /// <param name="progress">Told after every clip.</param>
    /// <param name="cancel">Stops between clips.</param>
    public static AuditReport Run(AuditSource source, int jobs, IProgress<WorkProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);

        var clips = new ClipAudit[source.Clips.Count];
        int done = 0;
        var limit = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancel };
        Parallel.For(0, clips.Length, limit, i =>
        {
            clips[i] = ClipAudit.Of(source.Clips[i]);
            progress?.Report(new WorkProgress("inspecting", Interlocked.Increment(ref done), clips.Length));
        });

        var prints = ClipPrints.Of([.. clips.Select(clip => clip.Print)], i => ClipSound.ReadMono(source.Clips[i]), jobs, cancel);
        Finding[] findings =
        [
            .. clips.SelectMany(clip => clip.Findings()),
            .. prints.Groups.SelectMany(group => OfGroup(source.Clips, prints, group)),
            .. DoubledFolders.Find(source.Clips, prints),
            .. OfLabels(source.Clips),
            .. source.Notes.SelectMany(OfNote),
        ];
        return new AuditReport(source, clips, [.. findings.OrderBy(finding => finding.Kind).ThenByDescending(finding => finding.Severity)]);
    }

    private static IEnumerable<Finding> OfGroup(IReadOnlyList<Clip> all, ClipPrints prints, SoundGroup group)
    {
        Clip[] clips = [.. group.Clips.Select(i => all[i])];
        string[] names = [.. clips.Select(clip => clip.Name)];
        string[] labels = [.. Emotions.Order(clips.Select(clip => clip.Label))];
        string[] speakers = [.. clips.Select(clip => clip.Speaker).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        string likeness = group.IsExact ? "the same samples" : string.Create(CultureInfo.InvariantCulture, $"correlation {group.Correlation:0.000}");
        double severity = group.IsExact ? 2 : group.Correlation;
        if (labels.Length > 1)
        {
            yield return new Finding(FindingKind.Conflicts, names, $"{string.Join(", ", clips.Select(clip => clip.Label))}: {likeness}", severity);
        }

        if (speakers.Length > 1)
        {
            yield return new Finding(FindingKind.SpeakerConflicts, names, $"{string.Join(", ", speakers)}: {likeness}", severity);
        }

        foreach (var equal in group.Clips.GroupBy(i => prints.Prints[i]!.Hash).Where(equal => equal.Count() > 1))
        {
            yield return new Finding(FindingKind.Duplicates, [.. equal.Select(i => all[i].Name)], "the same samples", equal.Count());
        }

        if (!group.IsExact)
        {
            yield return new Finding(FindingKind.NearDuplicates, names, likeness, severity);
        }
    }

    private static IEnumerable<Finding> OfLabels(IReadOnlyList<Clip> clips)
    {
        var sizes = clips.Where(clip => clip.Label != AuditSource.NoLabel).CountBy(clip => clip.Label).ToDictionary(StringComparer.Ordinal);
        foreach (var (label, meant) in LabelTypos.Find(sizes))
        {
            yield return new Finding(FindingKind.Typos, [label], $"{sizes[label]} clips; is {meant} meant?");
        }

        if (sizes.Count < 2)
        {
            yield break;
        }

        var largest = Emotions.Order(sizes.Keys).MaxBy(label => sizes[label])!;
        foreach (string label in Emotions.Order(sizes.Keys).Where(label => sizes[label] * RareClass <= sizes[largest]))
        {
            double ratio = sizes[largest] / (double)sizes[label];
            yield return new Finding(
                FindingKind.Imbalance, [label], string.Create(CultureInfo.InvariantCulture, $"{sizes[label]} clips, 1 to {ratio:0.#} of {largest} ({sizes[largest]})"), ratio);
        }
    }

    /// <summary>Files that were left out because nothing is known of them; the reader of the folder has counted them.</summary>
    private static IEnumerable<Finding> OfNote(string note)
    {
        var match = LeftOut().Match(note);
        if (match.Success && int.TryParse(match.Groups["count"].Value, out int count))
        {
            yield return new Finding(FindingKind.Unknown, [], note) { Count = count };
        }
    }

    [GeneratedRegex(@"(?<count>[0-9]+) files? (with (an )?unknown names?|outside the class folders) skipped")]
    private static partial Regex LeftOut();
}
