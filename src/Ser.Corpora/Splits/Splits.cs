using Ser.Core;

namespace Ser.Corpora;

/// <summary>Splits a corpus by the rule that is asked for, or else by the strictest one that it allows.</summary>
public static class Splits
{
    /// <summary>Splits as the manifest says where it does, else by speaker where the speakers are known, and by clip where none is.</summary>
    /// <remarks>
    /// A corpus of which only some speakers are known is refused: the unknown voices could be those of the test, and a split by
    /// clip would quietly give up what the known ones make possible.
    /// </remarks>
    /// <param name="corpus">What is split.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <param name="validation">Share of the speakers, or of the clips of each class, in (0, 1); 0: there is no validation part.</param>
    /// <param name="test">Share of the speakers, or of the clips of each class, in (0, 1); 0: there is no test part.</param>
    /// <exception cref="UserError">
    /// The shares make no split, only some speakers or parts are known, or there are too few speakers or clips.
    /// </exception>
    public static Split Make(Corpus corpus, long seed, double validation = 0.15, double test = 0.15) =>
        Make(corpus, null, seed, validation, test);

    /// <summary>Splits by a rule.</summary>
    /// <param name="corpus">What is split.</param>
    /// <param name="rule">The rule; null takes the manifest's parts where it gives some, and else goes by speaker.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <param name="validation">Share of the speakers, or of the clips of each class, in (0, 1); 0: there is no validation part.</param>
    /// <param name="test">Share of the speakers, or of the clips of each class, in (0, 1); 0: there is no test part.</param>
    /// <exception cref="UserError">The corpus cannot be split by this rule.</exception>
    public static Split Make(Corpus corpus, SplitRule? rule, long seed, double validation = 0.15, double test = 0.15)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        return rule switch
        {
            null => Make(corpus, GivenSplit.IsGiven(corpus) ? SplitRule.Given : SplitRule.Speaker, seed, validation, test),
            SplitRule.Given when !GivenSplit.IsGiven(corpus) =>
                throw new UserError($"{corpus.Name}: no manifest gives its clips parts; add a column 'split' to the manifest, or split by speaker"),
            SplitRule.Given => GivenSplit.Make(corpus, seed, validation),
            SplitRule.Random => ClipSplit.Make(corpus, seed, validation, test),
            _ => corpus.Speakers.Count == 0
                ? ClipSplit.Make(corpus, seed, validation, test)
                : SpeakerSplit.Make(corpus, seed, validation, test),
        };
    }
}
