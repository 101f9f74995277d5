using Ser.Core;

namespace Ser.Corpora;

/// <summary>
/// Draws clip by clip, the same share of every class. The voices of the test may have been trained on, so its figures say
/// little about new voices; where speakers are known, <see cref="SpeakerSplit"/> is the honest rule.
/// </summary>
public static class ClipSplit
{
    /// <summary>Splits a corpus clip by clip.</summary>
    /// <param name="corpus">What is split; known speakers are not looked at.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <param name="validation">Share of each class, in (0, 1); rounded, but at least one clip.</param>
    /// <param name="test">The same for the test.</param>
    /// <exception cref="UserError">The shares make no split, or a class has fewer than 3 clips.</exception>
    public static Split Make(Corpus corpus, long seed, double validation = 0.15, double test = 0.15)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        PartSizes.CheckShares(validation, test);
        if (corpus.Clips.Count == 0)
        {
            throw new UserError($"{corpus.Name}: holds no clips; a split needs at least 3 of each class");
        }

        var parts = new Part[corpus.Clips.Count];
        foreach (var members in Enumerable.Range(0, parts.Length).GroupBy(i => corpus.Clips[i].Label))
        {
            // Every clip draws its own number, by its name: the order of the clips has no say.
            int[] drawn =
            [
                .. members
                    .OrderBy(i => new KeyedRandom(seed, corpus.Clips[i].Name, "split").NextBits())
                    .ThenBy(i => corpus.Clips[i].Name, StringComparer.Ordinal),
            ];
            if (drawn.Length < 3)
            {
                string clips = drawn.Length == 1 ? "1 clip" : $"{drawn.Length} clips";
                throw new UserError(
                    $"{corpus.Name}: class {members.Key} has {clips} only; "
                    + "training, validation and test need one each: add recordings or leave the class out");
            }

            var sizes = PartSizes.Of(drawn.Length, validation, test);
            foreach (int i in drawn.AsSpan(0, sizes.Test))
            {
                parts[i] = Part.Test;
            }

            foreach (int i in drawn.AsSpan(sizes.Test, sizes.Validation))
            {
                parts[i] = Part.Validation;
            }
        }

        return new Split(corpus, parts, Split.ByClip, seed);
    }
}
