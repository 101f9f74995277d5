using System.Collections.ObjectModel;

namespace Ser.Corpora;

/// <summary>Which clip of a corpus is trained on, which decides, which is tested. Immutable, and free of leaks by construction.</summary>
public sealed class Split
{
    /// <summary>The rule that keeps every speaker in one part.</summary>
    public const string BySpeaker = "speaker";

    /// <summary>The rule that draws clip by clip.</summary>
    public const string ByClip = "clip";

    /// <summary>The rule that takes what a manifest gives.</summary>
    public const string Given = "given";

    /// <summary>Makes a split of parts that are known already.</summary>
    /// <param name="corpus">What is split.</param>
    /// <param name="parts">One for each of <see cref="Corpus.Clips"/>, in that order.</param>
    /// <param name="rule"><see cref="BySpeaker"/>, <see cref="ByClip"/> or <see cref="Given"/>.</param>
    /// <param name="seed">The seed that the parts were drawn with.</param>
    /// <param name="notes">What a reader of the results should know, one line each.</param>
    /// <exception cref="ArgumentException">
    /// The number of parts is wrong, the rule is not known, or under the rule "speaker" a speaker is unknown or stands in two parts.
    /// </exception>
    public Split(Corpus corpus, IReadOnlyList<Part> parts, string rule, long seed, IEnumerable<string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count != corpus.Clips.Count || !parts.All(Enum.IsDefined))
        {
            throw new ArgumentException(
                $"{corpus.Clips.Count} clips need as many parts, each of them train, validation or test", nameof(parts));
        }

        if (rule is not (BySpeaker or ByClip or Given))
        {
            throw new ArgumentException($"the rule is '{rule}', not '{BySpeaker}', '{ByClip}' or '{Given}'", nameof(rule));
        }

        Corpus = corpus;
        Parts = Array.AsReadOnly([.. parts]);
        Rule = rule;
        Seed = seed;
        Notes = [.. notes ?? []];
        Train = ClipsOf(Part.Train);
        Validation = ClipsOf(Part.Validation);
        Test = ClipsOf(Part.Test);

        string? leaking = FirstSpeakerInTwoParts();
        if (rule == BySpeaker && !corpus.SpeakersKnown)
        {
            throw new ArgumentException("a split by speaker needs the speaker of every clip", nameof(corpus));
        }

        if (rule == BySpeaker && leaking is not null)
        {
            throw new ArgumentException($"speaker {leaking} stands in two parts", nameof(parts));
        }

        SpeakerOverlap = leaking is not null || !corpus.SpeakersKnown;
        Hash = HashOf(corpus, Parts);
        Main = this;
    }

    /// <summary>Makes a split that trains on more than another one.</summary>
    /// <param name="main">The other one.</param>
    /// <param name="union">Its clips and the further ones.</param>
    /// <param name="extra">The further ones.</param>
    /// <param name="notes">What a reader of the results should know beside what the other one says.</param>
    internal Split(Split main, Corpus union, Corpus extra, IEnumerable<string> notes)
    {
        var parts = main.Corpus.Clips.Zip(main.Parts).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
        Corpus = union;
        Parts = Array.AsReadOnly([.. union.Clips.Select(clip => parts.GetValueOrDefault(clip.Name, Part.Train))]);
        Rule = main.Rule;
        Seed = main.Seed;
        Notes = [.. main.Notes, .. notes];
        Train = ClipsOf(Part.Train);
        Validation = main.Validation;
        Test = main.Test;
        SpeakerOverlap = main.SpeakerOverlap || FirstSpeakerInTwoParts() is not null || !extra.SpeakersKnown;
        Hash = HashOf(union, Parts);
        Main = main;
        Extra = extra;
    }

    /// <summary>The split without the extra training clips, which decided the parts of all others; this one where there are none.</summary>
    public Split Main { get; }

    /// <summary>Clips of other corpora in the training part; null where there are none.</summary>
    public Corpus? Extra { get; }

    /// <summary>What is split, with the extra training clips.</summary>
    public Corpus Corpus { get; }

    /// <summary>The part of each clip, in the order of <see cref="Corpus.Clips"/>.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>"speaker", "clip" or "given".</summary>
    public string Rule { get; }

    /// <summary>The seed that the parts were drawn with.</summary>
    public long Seed { get; }

    /// <summary>True if a speaker stands in two parts, or may do so because not all speakers are known.</summary>
    public bool SpeakerOverlap { get; }

    /// <summary>What a reader of the results should know, one line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The clips that the model learns from, in corpus order.</summary>
    public IReadOnlyList<Clip> Train { get; }

    /// <summary>The clips that decide between models, in corpus order.</summary>
    public IReadOnlyList<Clip> Validation { get; }

    /// <summary>The clips that are looked at once, in corpus order.</summary>
    public IReadOnlyList<Clip> Test { get; }

    /// <summary>SHA-256 over every clip's name and part: 64 hexadecimal digits, the same on every machine.</summary>
    public string Hash { get; }

    /// <summary>The part of a clip.</summary>
    /// <param name="clip">Its place in <see cref="Corpus.Clips"/>.</param>
    public Part PartOf(int clip) => Parts[clip];

    /// <summary>The known speakers of a part, each once, ordered by character codes.</summary>
    public IReadOnlyList<string> SpeakersOf(Part part) =>
        [.. ClipsOf(part).Select(clip => clip.Speaker).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private ReadOnlyCollection<Clip> ClipsOf(Part part) => Array.AsReadOnly([.. Corpus.Clips.Where((_, i) => Parts[i] == part)]);

    private static string HashOf(Corpus corpus, IReadOnlyList<Part> parts) =>
        Fingerprint.Of(corpus.Clips.SelectMany((clip, i) => new[] { clip.Name, parts[i].ToString() }));

    private string? FirstSpeakerInTwoParts()
    {
        var partOf = new Dictionary<string, Part>(StringComparer.Ordinal);
        for (int i = 0; i < Parts.Count; i++)
        {
            if (Corpus.Clips[i].Speaker is { } speaker && !partOf.TryAdd(speaker, Parts[i]) && partOf[speaker] != Parts[i])
            {
                return speaker;
            }
        }

        return null;
    }
}
