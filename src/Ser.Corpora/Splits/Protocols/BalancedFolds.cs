using Ser.Core;

namespace Ser.Corpora;

/// <summary>
/// Deals speakers to folds so that every fold has its share of the clips of each class, and of the speakers of each gender and
/// corpus; where no speaker is known, it deals clips.
/// </summary>
/// <remarks>
/// The largest first, each to the fold that has least of what it brings. This is the greedy minimum of Σ (count − share)² /
/// (share · total) over folds and categories: chi-square of the class counts, of the genders and of the corpora, added up.
/// </remarks>
internal static class BalancedFolds
{
    /// <summary>The fold of each clip, 0 to folds − 1, in the order of <see cref="Corpus.Clips"/>; no fold is empty.</summary>
    /// <param name="corpus">All speakers are known, or none is.</param>
    /// <param name="folds">How many folds, 2 or more.</param>
    /// <param name="seed">Decides among speakers of the same size.</param>
    /// <exception cref="UserError">There are fewer speakers (or clips) than folds.</exception>
    public static int[] Assign(Corpus corpus, int folds, long seed)
    {
        bool bySpeaker = corpus.SpeakersKnown;
        Unit[] units =
        [
            .. Enumerable.Range(0, corpus.Clips.Count)
                .GroupBy(i => bySpeaker ? corpus.Clips[i].Speaker! : corpus.Clips[i].Parent ?? corpus.Clips[i].Name, StringComparer.Ordinal)
                .Select(clips => new Unit(clips.Key, [.. clips], Categories(corpus, clips, bySpeaker)))
                .OrderByDescending(unit => unit.Clips.Length)
                .ThenBy(unit => new KeyedRandom(seed, unit.Name, "folds").NextBits())
                .ThenBy(unit => unit.Name, StringComparer.Ordinal),
        ];
        if (units.Length < folds)
        {
            string has = units.Length == 1 ? $"1 {(bySpeaker ? "speaker" : "clip")} makes" : $"{units.Length} {(bySpeaker ? "speakers" : "clips")} make";
            throw new UserError($"{corpus.Name}: {has} no {folds} folds; give --folds {Math.Max(2, units.Length)} at most");
        }

        var weights = Weights(units);
        var counts = new Dictionary<(string, string), double>[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            counts[fold] = [];
        }

        int[] assigned = new int[corpus.Clips.Count];
        int empty = folds;
        for (int i = 0; i < units.Length; i++)
        {
            bool mustFill = units.Length - i == empty;

            // MinBy takes the first of equals.
            int fold = Enumerable.Range(0, folds)
                .Where(other => !mustFill || counts[other].Count == 0)
                .MinBy(other => units[i].Categories.Sum(pair => weights[pair.Key] * pair.Value * counts[other].GetValueOrDefault(pair.Key)));
            empty -= counts[fold].Count == 0 ? 1 : 0;
            foreach (var (category, count) in units[i].Categories)
            {
                counts[fold][category] = counts[fold].GetValueOrDefault(category) + count;
            }

            foreach (int clip in units[i].Clips)
            {
                assigned[clip] = fold;
            }
        }

        return assigned;
    }

    /// <summary>What a unit brings: clips of each class, and itself for its gender and its corpus.</summary>
    private static Dictionary<(string Kind, string Value), double> Categories(Corpus corpus, IEnumerable<int> clips, bool bySpeaker)
    {
        var all = clips.Select(i => corpus.Clips[i]).ToArray();
        var categories = all.CountBy(clip => clip.Label).ToDictionary(pair => ("label", pair.Key), pair => (double)pair.Value);
        if (bySpeaker)
        {
            categories.Add(("gender", all.Select(clip => clip.Gender).Distinct().ToArray() is [{ } gender] ? gender : ""), 1);
            categories.Add(("corpus", all[0].Speaker!.Split(':')[0]), 1);
        }

        return categories;
    }

    /// <summary>1 / (total of the category · total of its kind): so each kind counts the same, and a rare class as much as a frequent one.</summary>
    private static Dictionary<(string Kind, string Value), double> Weights(Unit[] units)
    {
        var totals = units.SelectMany(unit => unit.Categories)
            .GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
        var kinds = totals.GroupBy(pair => pair.Key.Kind).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
        return totals.ToDictionary(pair => pair.Key, pair => 1 / (pair.Value * kinds[pair.Key.Kind]));
    }

    /// <summary>Clips that stay together: a speaker's, or a recording and its augmented copies.</summary>
    private sealed record Unit(string Name, int[] Clips, Dictionary<(string Kind, string Value), double> Categories);
}
