using Ser.Core;

namespace Ser.Corpora;

/// <summary>Draws whole speakers, so that the test is on voices that were never trained on.</summary>
public static class SpeakerSplit
{
    /// <summary>Splits a corpus by speaker.</summary>
    /// <param name="corpus">What is split; the speaker of every clip is known.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <param name="validation">Share of the speakers, in (0, 1); rounded, but at least one. 0: there is no validation part.</param>
    /// <param name="test">The same of the test.</param>
    /// <returns>
    /// Validation and test hold men and women in equal numbers where that leaves at least half of each in training, and speakers
    /// of each corpus in proportion where corpora are merged. Every class stays in training; where only few people speak a
    /// class, it may be absent from validation or test, and <see cref="Split.Notes"/> say so.
    /// </returns>
    /// <exception cref="UserError">
    /// The shares make no split, a speaker is unknown, there are fewer than parts, or a class would be left with nothing to train on.
    /// </exception>
    public static Split Make(Corpus corpus, long seed, double validation = 0.15, double test = 0.15)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        PartSizes.CheckShares(validation, test);
        RefuseUnknown(corpus);
        RefuseFew(corpus, PartSizes.Fewest(validation, test));

        var sizes = PartSizes.Of(corpus.Speakers.Count, validation, test);
        var draw = new SpeakerDraw(corpus, seed);
        var tested = draw.Take(sizes.Test, allowance: (double)sizes.Test / Math.Max(1, sizes.Test + sizes.Validation));
        var validated = draw.Take(sizes.Validation, allowance: 1);

        Part[] parts =
        [
            .. corpus.Clips.Select(clip =>
                tested.Contains(clip.Speaker!) ? Part.Test : validated.Contains(clip.Speaker!) ? Part.Validation : Part.Train),
        ];
        return new Split(corpus, parts, Split.BySpeaker, seed, MissingClasses.Notes(corpus, parts, ": none of its speakers has clips of it"));
    }

    private static void RefuseUnknown(Corpus corpus)
    {
        Clip[] unknown = [.. corpus.Clips.Where(clip => clip.Speaker is null)];
        if (unknown.Length > 0)
        {
            throw new UserError(
                $"{corpus.Name}: the speakers of {unknown.Length} of {corpus.Clips.Count} clips are not known "
                + $"(the first: {unknown[0].Name}); "
                + "a test on unseen speakers needs all of them: leave these clips out or split by clip");
        }
    }

    private static void RefuseFew(Corpus corpus, int fewest)
    {
        if (corpus.Speakers.Count < fewest)
        {
            string has = corpus.Speakers.Count switch
            {
                0 => "no speakers",
                1 => $"one speaker only ({corpus.Speakers[0]})",
                _ => $"two speakers only ({string.Join(", ", corpus.Speakers)})",
            };
            throw new UserError($"{corpus.Name}: has {has}; a test on unseen speakers needs at least {fewest}: add recordings of others");
        }
    }
}
