using Ser.Core;

namespace Ser.Corpora;

/// <summary>Splits a corpus by the strictest rule that it allows.</summary>
public static class Splits
{
    /// <summary>Splits by speaker where the speakers are known, and by clip where none is.</summary>
    /// <remarks>
    /// A corpus of which only some speakers are known is refused: the unknown voices could be those of the test, and a split by
    /// clip would quietly give up what the known ones make possible.
    /// </remarks>
    /// <param name="corpus">What is split.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <param name="validation">Share of the speakers, or of the clips of each class, in (0, 1).</param>
    /// <param name="test">The same for the test.</param>
    /// <exception cref="UserError">
    /// The shares make no split, only some speakers are known, or there are too few speakers or clips.
    /// </exception>
    public static Split Make(Corpus corpus, long seed, double validation = 0.15, double test = 0.15)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        return corpus.Speakers.Count == 0
            ? ClipSplit.Make(corpus, seed, validation, test)
            : SpeakerSplit.Make(corpus, seed, validation, test);
    }
}
