using Ser.Corpora;

namespace Ser.Cli;

/// <summary>What a training run begins with, in lines that fit a terminal of 80 columns.</summary>
internal static class CorpusText
{
    /// <summary>Speakers that are named before the rest is only counted; split.csv holds all.</summary>
    private const int NamedSpeakers = 4;

    /// <summary>The corpus, its notes, and its parts.</summary>
    public static IEnumerable<string> Describe(Corpus corpus, Split split)
    {
        yield return $"{corpus.Name}: {Counted.Of(corpus.Clips.Count, "clip")}"
            + (corpus.Speakers.Count == 0 ? "" : $" of {Counted.Of(corpus.Speakers.Count, "speaker")}");
        yield return $"{corpus.Labels.Count} classes: {string.Join(", ", corpus.Labels)}";
        foreach (string note in corpus.Notes.Concat(split.Notes))
        {
            yield return note;
        }

        yield return $"split by {split.Rule}, seed {split.Seed}:";
        foreach (var part in new[] { Part.Train, Part.Validation, Part.Test })
        {
            yield return $"  {part.ToString().ToLowerInvariant(),-10}  {Describe(split, part)}";
        }
    }

    /// <summary>Such as: 16 clips of 1 unseen speaker (ravdess:02).</summary>
    public static string Describe(Split split, Part part)
    {
        string clips = Counted.Of(split.Parts.Count(other => other == part), "clip");
        var speakers = split.SpeakersOf(part);
        if (speakers.Count == 0)
        {
            return clips;
        }

        if (part == Part.Train)
        {
            return $"{clips} of {Counted.Of(speakers.Count, "speaker")}";
        }

        string more = speakers.Count > NamedSpeakers ? $" and {speakers.Count - NamedSpeakers} more" : "";
        return $"{clips} of {Counted.Of(speakers.Count, "unseen speaker")} ({string.Join(' ', speakers.Take(NamedSpeakers))}{more})";
    }
}
