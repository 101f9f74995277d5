namespace Ser.Corpora;

/// <summary>Looks for what training, validation and test have in common, before figures come of it that are too good.</summary>
public static class LeakGuard
{
    /// <summary>Checks a split.</summary>
    /// <param name="split">What is checked.</param>
    /// <param name="prints">
    /// Those of the clips of the split's corpus, in their order. They cost the reading of the corpus; splits and folds can share them.
    /// </param>
    /// <returns>
    /// Of every speaker, sound and family of copies that stands in two parts, one pair for each clip of the later part. Where a speaker is
    /// not known, only sound and copies can tell.
    /// </returns>
    /// <exception cref="ArgumentException">There is not one print for each clip.</exception>
    public static LeakReport Check(Split split, ClipPrints prints)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(prints);
        var clips = split.Corpus.Clips;
        if (prints.Prints.Count != clips.Count)
        {
            throw new ArgumentException($"{clips.Count} clips need as many prints, not {prints.Prints.Count}", nameof(prints));
        }

        return new LeakReport(split, prints.Unread, [.. Speakers(split), .. Sounds(split, prints), .. Copies(split)]);
    }

    /// <summary>Makes sure that what was fitted (normalisation, over-sampling, calibration) saw clips of one part only.</summary>
    /// <param name="split">Which clip is in which part.</param>
    /// <param name="what">What was fitted, such as "the normalisation".</param>
    /// <param name="part">The part that it may see.</param>
    /// <param name="names">Names of the clips that it saw; a synthetic one counts under the names of those that it is made of.</param>
    /// <exception cref="InvalidOperationException">It saw another clip. That is a fault of the program, not of the corpus.</exception>
    public static void RequireFittedOn(Split split, string what, Part part, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(names);
        var allowed = split.Corpus.Clips.Where((_, i) => split.PartOf(i) == part).Select(clip => clip.Name).ToHashSet(StringComparer.Ordinal);
        string[] strange = [.. names.Where(name => !allowed.Contains(name)).Distinct(StringComparer.Ordinal)];
        if (strange.Length > 0)
        {
            throw new InvalidOperationException(
                $"{what} saw {strange.Length} clips that are not of the {part.ToString().ToLowerInvariant()} part, the first: {strange[0]}");
        }
    }

    /// <summary>Of every speaker the first clip of each part: all others would say the same.</summary>
    private static IEnumerable<Leak> Speakers(Split split) => Families(split, clip => clip.Speaker)
        .SelectMany(family => Leaks(split, family.DistinctBy(split.PartOf), LeakKind.Speaker, (_, _) => null));

    private static IEnumerable<Leak> Copies(Split split)
    {
        var parents = split.Corpus.Clips.Select(clip => clip.Parent).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return parents.Count == 0
            ? []
            : Families(split, clip => clip.Parent ?? (parents.Contains(clip.Name) ? clip.Name : null))
                .SelectMany(family => Leaks(split, family, LeakKind.Copy, (_, _) => null));
    }

    private static IEnumerable<Leak> Sounds(Split split, ClipPrints prints)
    {
        foreach (var group in prints.Groups)
        {
            var ties = group.Pairs.ToDictionary(pair => (pair.First, pair.Second), pair => pair.Correlation);
            foreach (var leak in Leaks(split, group.Clips, LeakKind.Sound, (first, second) =>
                prints.Prints[first]!.Hash == prints.Prints[second]!.Hash ? null
                : ties.GetValueOrDefault((Math.Min(first, second), Math.Max(first, second))) ?? group.Correlation))
            {
                yield return leak;
            }
        }
    }

    private static IEnumerable<int[]> Families(Split split, Func<Clip, string?> key) => split.Corpus.Clips
        .Select((clip, i) => (Key: key(clip), Place: i))
        .Where(pair => pair.Key is not null)
        .GroupBy(pair => pair.Key, pair => pair.Place, StringComparer.Ordinal)
        .Select(family => family.ToArray());

    /// <summary>Each clip of a later part with the likest of an earlier part, of training where there is one.</summary>
    private static IEnumerable<Leak> Leaks(Split split, IEnumerable<int> family, LeakKind kind, Func<int, int, double?> correlation)
    {
        int[] members = [.. family];
        foreach (int later in members.OrderBy(split.PartOf).ThenBy(i => i))
        {
            int[] earlier = [.. members.Where(i => split.PartOf(i) < split.PartOf(later))];
            if (earlier.Length > 0)
            {
                int first = earlier.OrderBy(split.PartOf).ThenByDescending(i => correlation(i, later) ?? 2).ThenBy(i => i).First();
                yield return new Leak(
                    kind, split.Corpus.Clips[first], split.PartOf(first), split.Corpus.Clips[later], split.PartOf(later), correlation(first, later));
            }
        }
    }
}
