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
        yield return Size(corpus);
        yield return Classes(corpus);
        foreach (string note in corpus.Notes.Concat(split.Extra?.Notes ?? []).Concat(split.Notes))
        {
            yield return note;
        }

        yield return split.Rule == Split.Given ? "split as the manifest gives it:" : $"split by {split.Rule}, seed {split.Seed}:";
        foreach (var part in new[] { Part.Train, Part.Validation, Part.Test }.Where(part => split.Parts.Contains(part)))
        {
            yield return $"  {part.ToString().ToLowerInvariant(),-10}  {Describe(split, part)}";
        }

        if (split.Extra is { } extra)
        {
            yield return $"  {Extra(extra)}";
        }
    }

    /// <summary>Such as: RAVDESS: 1440 clips of 24 speakers.</summary>
    public static string Size(Corpus corpus) => $"{corpus.Name}: {Counted.Of(corpus.Clips.Count, "clip")}"
        + (corpus.Speakers.Count == 0 ? "" : $" of {Counted.Of(corpus.Speakers.Count, "speaker")}");

    /// <summary>Such as: of the training clips, 300 of 12 speakers are extra (CREMA-D).</summary>
    public static string Extra(Corpus extra) => $"of the training clips, {extra.Clips.Count}"
        + (extra.Speakers.Count == 0 ? "" : $" of {Counted.Of(extra.Speakers.Count, "speaker")}") + $" {(extra.Clips.Count == 1 ? "is" : "are")} extra ({extra.Name})";

    /// <summary>Such as: 2 classes: angry, happy.</summary>
    public static string Classes(Corpus corpus) => $"{corpus.Labels.Count} classes: {string.Join(", ", corpus.Labels)}";

    /// <summary>What has to be known of a split whose test speakers have been trained on; null where they have not.</summary>
    public static string? Caution(Split split)
    {
        const string Consequence = "the figures are too good for new voices, and report and model say speakerOverlap";
        return !split.SpeakerOverlap ? null
            : !split.Corpus.SpeakersKnown ? $"not all speakers are known: the voices of the test may have been trained on; {Consequence}"
            : split.Rule == Split.Given ? $"the given parts share speakers: voices of the test have been trained on; {Consequence}"
            : $"the split is by clip although the speakers are known: voices of the test have been trained on; {Consequence}";
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

        if (part == Part.Train || split.SpeakerOverlap)
        {
            return $"{clips} of {Counted.Of(speakers.Count, "speaker")}";
        }

        string more = speakers.Count > NamedSpeakers ? $" and {speakers.Count - NamedSpeakers} more" : "";
        return $"{clips} of {Counted.Of(speakers.Count, "unseen speaker")} ({string.Join(' ', speakers.Take(NamedSpeakers))}{more})";
    }
}
