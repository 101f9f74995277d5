using Ser.Core;

namespace Ser.Corpora;

/// <summary>Takes the parts that a manifest gives its clips.</summary>
public static class GivenSplit
{
    /// <summary>Whether a part is given to at least one clip.</summary>
    public static bool IsGiven(Corpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        return corpus.Clips.Any(clip => clip.GivenPart is not null);
    }

    /// <summary>Splits a corpus as its manifest says.</summary>
    /// <param name="corpus">What is split; every clip has a given part.</param>
    /// <param name="seed">Seed of the validation part, where none is given.</param>
    /// <param name="validation">
    /// Share of the training speakers, or of each class' training clips where speakers are unknown, that become the validation part
    /// where none is given; said in <see cref="Split.Notes"/>. 0: there is none then.
    /// </param>
    /// <exception cref="UserError">A clip has no part, or there is nothing to train or to test on.</exception>
    public static Split Make(Corpus corpus, long seed, double validation = 0.15)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        RequireAll(corpus, clip => clip.GivenPart is not null, "split");
        Part[] parts = [.. corpus.Clips.Select(clip => clip.GivenPart!.Value)];
        foreach (var part in new[] { Part.Train, Part.Test })
        {
            if (!parts.Contains(part))
            {
                string name = part.ToString().ToLowerInvariant();
                throw new UserError($"{corpus.Name}: the column 'split' gives no clip to {name}; give it some, or split by --split speaker");
            }
        }

        var notes = new List<string>();
        if (!parts.Contains(Part.Validation) && validation != 0)
        {
            ValidationDraw.Draw(corpus, parts, seed, validation, fold: 0);
            notes.Add($"the column 'split' names no validation clips; {Drawn(corpus, parts)}");
        }

        return new Split(corpus, parts, Split.Given, seed, notes.Concat(MissingClasses.Notes(corpus, parts, "")));
    }

    /// <summary>Refuses a corpus of which only some clips have what a column of the manifest should give them all.</summary>
    internal static void RequireAll(Corpus corpus, Func<Clip, bool> has, string column)
    {
        Clip[] without = [.. corpus.Clips.Where(clip => !has(clip))];
        if (without.Length > 0)
        {
            throw new UserError(
                $"{corpus.Name}: the column '{column}' is empty for {without.Length} of {corpus.Clips.Count} clips "
                + $"(the first: {without[0].Name}); fill it for all clips or remove it");
        }
    }

    private static string Drawn(Corpus corpus, Part[] parts)
    {
        Clip[] drawn = [.. corpus.Clips.Where((_, i) => parts[i] == Part.Validation)];
        int speakers = drawn.Select(clip => clip.Speaker).OfType<string>().Distinct().Count();
        return corpus.SpeakersKnown
            ? $"{(speakers == 1 ? "1 training speaker is" : $"{speakers} training speakers are")} drawn for it"
            : $"{(drawn.Length == 1 ? "1 training clip is" : $"{drawn.Length} training clips are")} drawn for it";
    }
}
