using Ser.Core;

namespace Ser.Corpora;

/// <summary>Takes the validation part out of a training part, for splits whose test is settled already.</summary>
internal static class ValidationDraw
{
    /// <summary>
    /// Turns part of the training clips into validation clips: whole speakers by <see cref="SpeakerDraw"/> where the speakers of
    /// all of them are known, else clip by clip, the same share of every class.
    /// </summary>
    /// <param name="corpus">What is split.</param>
    /// <param name="parts">One for each clip; some become <see cref="Part.Validation"/>.</param>
    /// <param name="seed">The same seed draws the same speakers.</param>
    /// <param name="share">Share of the training speakers (or of each class' training clips), in (0, 1); rounded, but at least one. 0: none.</param>
    /// <param name="fold">Number of the fold, so that folds do not validate on the same few speakers; 0 for a single split.</param>
    /// <exception cref="UserError">The training part is too small to give anything away.</exception>
    public static void Draw(Corpus corpus, Part[] parts, long seed, double share, int fold)
    {
        if (share == 0)
        {
            return;
        }

        if (!(share is > 0 and < 1))   // this way round, NaN is refused too
        {
            throw new UserError($"split: validation {share} is no share; give one above 0 and below 1, such as 0.15");
        }

        int[] training = [.. Enumerable.Range(0, parts.Length).Where(i => parts[i] == Part.Train)];
        string name = fold == 0 ? corpus.Name : $"{corpus.Name}, fold {fold}";
        if (training.All(i => corpus.Clips[i].Speaker is not null))
        {
            Clip[] clips = [.. training.Select(i => corpus.Clips[i])];
            var drawn = Speakers(new Corpus(name, clips), seed, share, fold);
            foreach (int i in training.Where(i => drawn.Contains(corpus.Clips[i].Speaker!)))
            {
                parts[i] = Part.Validation;
            }

            return;
        }

        int[] chosen = [.. training.GroupBy(i => corpus.Clips[i].Label).SelectMany(members => Clips(corpus, members, seed, share, fold))];
        if (chosen.Length == 0)
        {
            throw new UserError($"{name}: no class has two training clips, so none can be given to the validation; add recordings");
        }

        foreach (int i in chosen)
        {
            parts[i] = Part.Validation;
        }
    }

    private static HashSet<string> Speakers(Corpus training, long seed, double share, int fold)
    {
        int all = training.Speakers.Count;
        return all >= 2
            ? new SpeakerDraw(training, seed, fold).Take(CountOf(all, share), allowance: 1)
            : throw new UserError(
                $"{training.Name}: {(all == 0 ? "no speaker is" : $"one speaker only ({training.Speakers[0]}) is")} left to train on, "
                + "and the validation needs another one: add recordings of others or make fewer folds");
    }

    private static IEnumerable<int> Clips(Corpus corpus, IEnumerable<int> members, long seed, double share, int fold)
    {
        var units = ClipSplit.Units(corpus, members, seed, fold);
        return units.Count < 2 ? [] : units.Take(CountOf(units.Count, share)).SelectMany(unit => unit);
    }

    private static int CountOf(int all, double share) =>
        Math.Clamp((int)Math.Round(share * all, MidpointRounding.AwayFromZero), 1, all - 1);
}
