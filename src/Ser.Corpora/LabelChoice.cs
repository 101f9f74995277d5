namespace Ser.Corpora;

/// <summary>Renames and leaves out labels as <see cref="CorpusOptions"/> say, and tells what that did.</summary>
internal static class LabelChoice
{
    /// <summary>Applies the options.</summary>
    /// <param name="clips">Of all folders and manifests.</param>
    /// <param name="options">Which labels are wanted.</param>
    /// <param name="notes">Takes a line for each thing that was done or could not be done.</param>
    public static IReadOnlyList<Clip> Apply(IReadOnlyList<Clip> clips, CorpusOptions options, List<string> notes)
    {
        var counts = Counts(clips);
        foreach (var (old, name) in options.Map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            notes.Add(counts.TryGetValue(old, out int count)
                ? $"{Clips(count)} labelled {old} {(count == 1 ? "is" : "are")} taken for {name}"
                : $"no clip is labelled {old}, so nothing became {name} ({Listed(counts)})");
            if (count > 0 && !Emotions.All.Contains(name) && !counts.ContainsKey(name))
            {
                notes.Add($"{name} is none of the known labels ({string.Join(' ', Emotions.All)}); it is a class of its own");
            }
        }

        Clip[] renamed = [.. clips.Select(clip => options.Map.TryGetValue(clip.Label, out string? name) ? clip with { Label = name } : clip)];
        counts = Counts(renamed);
        foreach (string absent in Emotions.Order(options.Exclude.Concat(options.Labels)).Where(label => !counts.ContainsKey(label)))
        {
            notes.Add($"no clip is labelled {absent} ({Listed(counts)})");
        }

        Clip[] kept = [.. renamed.Where(clip => !options.Exclude.Contains(clip.Label) && (options.Labels.Count == 0 || options.Labels.Contains(clip.Label)))];
        if (kept.Length < renamed.Length)
        {
            var gone = Emotions.Order(counts.Keys.Except(kept.Select(clip => clip.Label))).Select(label => $"{label} {counts[label]}");
            notes.Add($"{Clips(renamed.Length - kept.Length)} left out by label ({string.Join(", ", gone)})");
        }

        return kept;
    }

    private static Dictionary<string, int> Counts(IReadOnlyList<Clip> clips) =>
        clips.CountBy(clip => clip.Label, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private static string Listed(Dictionary<string, int> counts) => $"the labels are {string.Join(' ', Emotions.Order(counts.Keys))}";

    private static string Clips(int count) => count == 1 ? "1 clip" : $"{count} clips";
}
