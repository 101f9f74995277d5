using Ser.Core;

namespace Ser.Corpora;

/// <summary>
/// Takes speakers out of training, one at a time: from the corpus that is furthest behind its share, of the gender that the
/// part has fewer of, and among equals the one whose own random number is lowest.
/// </summary>
internal sealed class SpeakerDraw
{
    private readonly string corpusName;
    private readonly List<Speaker> training;
    private readonly Dictionary<string, int> corpusSizes;
    private readonly Dictionary<string, int> genderSizes;
    private readonly Dictionary<string, int> takenOfGender = [];
    private readonly Dictionary<string, int> trainingSpeakersOfLabel;

    /// <param name="corpus">Who there is; the speaker of every clip is known.</param>
    /// <param name="seed">Seed of the speakers' numbers.</param>
    /// <param name="fold">Number of a fold, which has numbers of its own; 0 for a single split.</param>
    public SpeakerDraw(Corpus corpus, long seed, int fold = 0)
    {
        corpusName = corpus.Name;

        // Every speaker draws a number of their own, by name: neither the order of the clips nor who else speaks has a say.
        training =
        [
            .. corpus.Clips
                .GroupBy(clip => clip.Speaker!, StringComparer.Ordinal)
                .Select(clips => new Speaker(
                    clips.Key,
                    clips.Key.Split(':')[0],
                    clips.Select(clip => clip.Gender).Distinct().ToArray() is [{ } gender] ? gender : "",
                    [.. clips.Select(clip => clip.Label).Distinct()]))
                .OrderBy(speaker => new KeyedRandom(seed, speaker.Name, "split", fold).NextBits())
                .ThenBy(speaker => speaker.Name, StringComparer.Ordinal),
        ];
        corpusSizes = training.CountBy(speaker => speaker.Corpus).ToDictionary();
        genderSizes = training.CountBy(speaker => speaker.Gender).ToDictionary();
        trainingSpeakersOfLabel = training.SelectMany(speaker => speaker.Labels).CountBy(label => label).ToDictionary();
    }

    /// <summary>Takes the speakers of one part.</summary>
    /// <param name="count">How many.</param>
    /// <param name="allowance">
    /// The share of what may leave training that may be gone after this part, in (0, 1]; so the first part leaves some to the next.
    /// </param>
    /// <exception cref="UserError">Whoever is taken next, a class would be left with nothing to train on.</exception>
    public HashSet<string> Take(int count, double allowance)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var ofCorpus = new Dictionary<string, int>();
        var ofGender = new Dictionary<string, int>();
        while (names.Count < count)
        {
            // MinBy takes the first of equals: the lowest random number, for so the speakers are ordered.
            var next = training.Where(IsDispensable).MinBy(speaker => Cost(speaker, ofCorpus, ofGender, allowance))
                ?? throw Indispensable();
            training.Remove(next);
            names.Add(next.Name);
            Increment(ofCorpus, next.Corpus);
            Increment(ofGender, next.Gender);
            Increment(takenOfGender, next.Gender);
            foreach (string label in next.Labels)
            {
                trainingSpeakersOfLabel[label]--;
            }
        }

        return names;
    }

    private (double Corpus, double Depletion, int InPart, int InAll) Cost(
        Speaker speaker, Dictionary<string, int> ofCorpus, Dictionary<string, int> ofGender, double allowance)
    {
        // Sainte-Laguë's quotient: taking the lowest each time gives every corpus seats in proportion to its size.
        double corpus = ((2.0 * ofCorpus.GetValueOrDefault(speaker.Corpus)) + 1) / corpusSizes[speaker.Corpus];

        // Equal numbers of men and women, but not at the price of training on hardly any of the rarer ones: half of each
        // gender may go; beyond that, what counts is the share that is gone.
        int taken = takenOfGender.GetValueOrDefault(speaker.Gender);
        int size = genderSizes[speaker.Gender];
        double depletion = Math.Max(0, (taken + 1 - Math.Ceiling(allowance * (size / 2))) / size);

        return (corpus, depletion, ofGender.GetValueOrDefault(speaker.Gender), taken);
    }

    private bool IsDispensable(Speaker speaker) => speaker.Labels.All(label => trainingSpeakersOfLabel[label] > 1);

    private UserError Indispensable()
    {
        var labels = Emotions.Order(trainingSpeakersOfLabel.Where(pair => pair.Value == 1).Select(pair => pair.Key));
        string classes = $"{(labels.Count == 1 ? "class" : "classes")} {string.Join(", ", labels)}";
        return new UserError(
            $"{corpusName}: too few speakers have clips of {classes} for all parts, and training needs every class; "
            + "add speakers, leave the class out, or give smaller shares to validation and test");
    }

    private static void Increment(Dictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    /// <summary>A person: gender is empty where it is not known or told in two ways.</summary>
    private sealed record Speaker(string Name, string Corpus, string Gender, IReadOnlyList<string> Labels);
}
