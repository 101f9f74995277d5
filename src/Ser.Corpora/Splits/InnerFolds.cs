using Ser.Core;

namespace Ser.Corpora;

/// <summary>
/// Divides what a split leaves beside its test into folds, to choose a recipe by. The folds are those of a corpus that does not hold the
/// test clips: whoever is given them cannot look at the test by any mistake.
/// </summary>
public static class InnerFolds
{
    /// <summary>Makes folds of the training and the validation part of a split.</summary>
    /// <param name="outer">Its test part is left out.</param>
    /// <param name="folds">How many folds, 2 or more.</param>
    /// <param name="seed">The same seed gives the same folds.</param>
    /// <returns>
    /// A split per fold, all of one corpus: it validates on the speakers of the fold and trains on the others, and its test is empty. Every
    /// clip validates once. Where no speaker is known, the folds are drawn by clip.
    /// </returns>
    /// <exception cref="UserError">There are fewer speakers (or clips) than folds, or only some speakers are known.</exception>
    public static IReadOnlyList<Split> Make(Split outer, int folds, long seed)
    {
        ArgumentNullException.ThrowIfNull(outer);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var corpus = outer.Corpus;
        var inner = new Corpus(corpus.Name, corpus.Clips.Where((_, i) => outer.PartOf(i) != Part.Test), corpus.Notes, corpus.Licence);
        if (!inner.SpeakersKnown && inner.Speakers.Count > 0)
        {
            throw new UserError(
                $"{corpus.Name}: the speakers of {inner.Clips.Count(clip => clip.Speaker is null)} of {inner.Clips.Count} clips are not known; "
                + "folds of unseen speakers need all of them: leave these clips out");
        }

        int[] assigned = BalancedFolds.Assign(inner, folds, seed);
        return
        [
            .. Enumerable.Range(0, folds).Select(fold =>
            {
                Part[] parts = [.. assigned.Select(own => own == fold ? Part.Validation : Part.Train)];
                return new Split(inner, parts, inner.SpeakersKnown ? Split.BySpeaker : Split.ByClip, seed);
            }),
        ];
    }
}
