using Ser.Core;

namespace Ser.Corpora;

/// <summary>
/// Draws clip by clip, the same share of every class. The voices of the test may have been trained on, so its figures say
/// little about new voices; where speakers are known, <see cref="SpeakerSplit"/> is the honest rule. Augmented copies stay with
/// the recording that they were made of.
/// </summary>
public static class ClipSplit
{
    /// <summary>Splits a corpus clip by clip.</summary>
    /// <param name="corpus">What is split; known speakers are not looked at.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <param name="validation">Share of each class, in (0, 1); rounded, but at least one clip. 0: there is no validation part.</param>
    /// <param name="test">The same of the test.</param>
    /// <exception cref="UserError">The shares make no split, or a class has fewer clips than there are parts.</exception>
    public static Split Make(Corpus corpus, long seed, double validation = 0.15, double test = 0.15)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        PartSizes.CheckShares(validation, test);
        int fewest = PartSizes.Fewest(validation, test);
        if (corpus.Clips.Count == 0)
        {
            throw new UserError($"{corpus.Name}: holds no clips; a split needs at least {fewest} of each class");
        }

        var parts = new Part[corpus.Clips.Count];
        foreach (var members in Enumerable.Range(0, parts.Length).GroupBy(i => corpus.Clips[i].Label))
        {
            var drawn = Units(corpus, members, seed);
            if (drawn.Count < fewest)
            {
                string clips = drawn.Count == 1 ? "1 clip" : $"{drawn.Count} clips";
                throw new UserError(
                    $"{corpus.Name}: class {members.Key} has {clips} only; "
                    + $"{(validation > 0 ? "training, validation and test" : "training and test")} need one each: add recordings or leave the class out");
            }

            var sizes = PartSizes.Of(drawn.Count, validation, test);
            foreach (int i in drawn.Take(sizes.Test).SelectMany(unit => unit))
            {
                parts[i] = Part.Test;
            }

            foreach (int i in drawn.Skip(sizes.Test).Take(sizes.Validation).SelectMany(unit => unit))
            {
                parts[i] = Part.Validation;
            }
        }

        return new Split(corpus, parts, Split.ByClip, seed);
    }

    /// <summary>
    /// Clips of one class in the order in which they are drawn; a recording and its augmented copies are one unit. Every unit draws
    /// its own number, by name: the order of the clips has no say.
    /// </summary>
    internal static IReadOnlyList<int[]> Units(Corpus corpus, IEnumerable<int> members, long seed, int fold = 0) =>
    [
        .. members
            .GroupBy(i => corpus.Clips[i].Parent ?? corpus.Clips[i].Name, StringComparer.Ordinal)
            .OrderBy(unit => new KeyedRandom(seed, unit.Key, "split", fold).NextBits())
            .ThenBy(unit => unit.Key, StringComparer.Ordinal)
            .Select(unit => unit.ToArray()),
    ];
}
