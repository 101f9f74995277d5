using Ser.Corpora;

namespace Ser.Cli.Inspection;

/// <summary>An audit in words and tables, before it becomes text or HTML.</summary>
/// <param name="Title">What was looked at, and how much of it there is.</param>
/// <param name="Verdict">Whether it is fit for training.</param>
/// <param name="Sections">The tables.</param>
/// <param name="Notes">What was left out, a line each.</param>
internal sealed record AuditDocument(string Title, string Verdict, IReadOnlyList<AuditSection> Sections, IReadOnlyList<string> Notes)
{
    /// <summary>Rows of speakers that are shown; --json has all.</summary>
    private const int ShownSpeakers = 30;

    /// <summary>What has to be mended before training; the others are worth knowing.</summary>
    private static readonly FindingKind[] Faults =
    [
        FindingKind.Corrupt, FindingKind.Empty, FindingKind.Silent, FindingKind.Conflicts, FindingKind.SpeakerConflicts, FindingKind.Doubled, FindingKind.Typos,
    ];

    /// <summary>Puts a report into words.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="shown">Findings of each kind that are shown.</param>
    public static AuditDocument Of(AuditReport report, int shown)
    {
        var sections = new List<AuditSection> { Classes(report) };
        if (report.Speakers.Count > 0)
        {
            sections.Add(SpeakersOf(report));
        }

        if (Sound(report) is { } sound)
        {
            sections.Add(sound);
        }

        sections.AddRange(report.Findings.GroupBy(finding => finding.Kind).Select(group => FindingText.Section(group.Key, [.. group], report.Count(group.Key), shown)));
        return new AuditDocument(TitleOf(report), VerdictOf(report), sections, report.Source.Notes);
    }

    private static string TitleOf(AuditReport report)
    {
        string speakers = report.Speakers.Count == 0 ? "speakers not known" : Counted.Of(report.Speakers.Count, "speaker");
        string classes = report.Labels.Count == 1 ? "1 class" : $"{report.Labels.Count} classes";
        return $"{report.Source.Name}: {Counted.Of(report.Clips.Count, "clip")}, {speakers}, {classes}, {Length(report.Seconds)}";
    }

    private static string VerdictOf(AuditReport report)
    {
        if (report.Source.Unfit is { } reason)
        {
            return $"Not fit for training: {reason}.";
        }

        var faults = report.Findings.GroupBy(finding => finding.Kind).Where(group => Faults.Contains(group.Key)).Select(group => FindingText.Counted(group.Key, report.Count(group.Key))).ToArray();
        var others = report.Findings.GroupBy(finding => finding.Kind).Where(group => !Faults.Contains(group.Key)).Select(group => FindingText.Counted(group.Key, report.Count(group.Key))).ToArray();
        return (faults, others) switch
        {
            ([], []) => "Fit for training. Nothing is wrong with it.",
            ([], _) => $"Fit for training. Worth knowing: {string.Join(", ", others)}.",
            (_, []) => $"Fit for training once this is mended or left out: {string.Join(", ", faults)}.",
            _ => $"Fit for training once this is mended or left out: {string.Join(", ", faults)}. Worth knowing: {string.Join(", ", others)}.",
        };
    }

    private static AuditSection Classes(AuditReport report)
    {
        var clips = report.Clips.ToLookup(clip => clip.Clip.Label);
        int largest = report.Labels.Max(label => clips[label].Count());
        bool known = report.Speakers.Count > 0;
        string[][] rows =
        [
            .. report.Labels.Select(label =>
            {
                ClipAudit[] of = [.. clips[label]];
                string[] row =
                [
                    label, $"{of.Length}", $"{100.0 * of.Length / report.Clips.Count:0.0} %", $"1 : {largest / (double)of.Length:0.#}",
                    $"{of.Sum(clip => clip.Info?.Seconds ?? 0) / 60:0.0}",
                ];
                return known ? [.. row, $"{of.Select(clip => clip.Clip.Speaker).OfType<string>().Distinct().Count()}"] : row;
            }),
        ];
        string[] columns = ["class", "clips", "share", "to largest", "minutes"];
        return new AuditSection("Classes", "", known ? [.. columns, "speakers"] : columns, rows, Numbers: true);
    }

    /// <summary>Speakers with the same row are shown in one: in an acted corpus nearly all are alike.</summary>
    private static AuditSection SpeakersOf(AuditReport report)
    {
        var table = report.Table();
        var groups = table.Keys.Select(key => key.Speaker).Distinct()
            .GroupBy(speaker => string.Join(' ', report.Labels.Select(label => table.GetValueOrDefault((speaker, label)))))
            .Select(group => group.Order(StringComparer.Ordinal).ToArray())
            .OrderByDescending(group => group.Length).ThenBy(group => group[0], StringComparer.Ordinal)
            .ToArray();
        string[][] rows =
        [
            .. groups.Take(ShownSpeakers).Select(group => (string[])
            [
                group.Length == 1 ? group[0] ?? "not known" : $"{group.Length} speakers, each",
                .. report.Labels.Select(label => $"{table.GetValueOrDefault((group[0], label))}"),
                $"{report.Labels.Sum(label => table.GetValueOrDefault((group[0], label)))}",
            ]),
        ];
        return new AuditSection("Clips by speaker and class", "", ["speaker", .. report.Labels, "all"], rows, Numbers: true, groups.Length - rows.Length);
    }

    private static AuditSection? Sound(AuditReport report)
    {
        var infos = report.Clips.Select(clip => clip.Info).Where(info => info is { Frames: > 0 }).Select(info => info!).ToArray();
        if (infos.Length == 0)
        {
            return null;
        }

        double[] seconds = [.. infos.Select(info => info.Seconds).Order()];
        double[] peaks = [.. infos.Select(info => info.PeakDbfs).Order()];
        double[] levels = [.. infos.Select(info => info.RmsDbfs).Order()];
        double[] silences = [.. infos.Select(info => 100 * info.SilenceShare).Order()];
        return new AuditSection("Sound", "", [],
        [
            ["length", $"{seconds[0]:0.00} s to {seconds[^1]:0.00} s, median {seconds[seconds.Length / 2]:0.00} s"],
            ["sample rate", Counts(infos.Select(info => (info.Rate, $"{info.Rate} Hz")))],
            ["channels", Counts(infos.Select(info => (info.Channels, info.Channels == 1 ? "mono" : info.Channels == 2 ? "stereo" : $"{info.Channels} channels")))],
            ["format", Counts(infos.Select(info => (0, info.Encoding)))],
            ["peak", $"{Level(peaks[0])} to {Level(peaks[^1])} dBFS, median {Level(peaks[peaks.Length / 2])}"],
            ["RMS", $"{Level(levels[0])} to {Level(levels[^1])} dBFS, median {Level(levels[levels.Length / 2])}"],
            ["silence", $"{silences[0]:0} % to {silences[^1]:0} % of a clip below -60 dBFS, median {silences[silences.Length / 2]:0} %"],
        ]);
    }

    private static string Counts<T>(IEnumerable<(T Key, string Name)> values)
    {
        var counts = values.GroupBy(value => value).Select(group => (group.Key.Key, group.Key.Name, Count: group.Count()))
            .OrderByDescending(count => count.Count).ThenBy(count => count.Key).ThenBy(count => count.Name, StringComparer.Ordinal).ToArray();
        return counts is [var only] ? only.Name : string.Join(", ", counts.Select(count => $"{count.Name} ({count.Count})"));
    }

    private static string Level(double dbfs) => double.IsNegativeInfinity(dbfs) ? "-inf" : $"{dbfs:0.0}";

    private static string Length(double seconds) => TimeSpan.FromSeconds(seconds) switch
    {
        { TotalHours: >= 1 } time => $"{(int)time.TotalHours} h {time.Minutes} min",
        { TotalMinutes: >= 1 } time => $"{time.Minutes} min {time.Seconds} s",
        _ => $"{seconds:0.0} s",
    };
}
