namespace Ser.Corpora;

/// <summary>Labelled recordings in a fixed order, and what is known about them as a whole. Immutable.</summary>
public sealed class Corpus
{
    /// <summary>Puts clips into their order and takes stock of them.</summary>
    /// <param name="name">What the corpus is called, such as "RAVDESS".</param>
    /// <param name="clips">In any order; no two share a <see cref="Clip.Name"/>.</param>
    /// <param name="notes">What a reader of the results should know, one line each.</param>
    /// <param name="licence">Terms of use, where they are known.</param>
    /// <exception cref="ArgumentException">Two clips have the same name.</exception>
    public Corpus(string name, IEnumerable<Clip> clips, IEnumerable<string>? notes = null, string? licence = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(clips);

        Clip[] ordered = [.. clips.OrderBy(clip => clip.Name, StringComparer.Ordinal)];
        for (int i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Name == ordered[i - 1].Name)
            {
                throw new ArgumentException($"two clips are called {ordered[i].Name}", nameof(clips));
            }
        }

        Name = name;
        Clips = Array.AsReadOnly(ordered);
        Labels = Emotions.Order(ordered.Select(clip => clip.Label));
        Speakers = [.. ordered.Select(clip => clip.Speaker).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        SpeakersKnown = ordered.Length > 0 && ordered.All(clip => clip.Speaker is not null);
        Notes = [.. notes ?? []];
        Licence = licence;
        Hash = Fingerprint.Of(ordered.SelectMany(clip => new[] { clip.Name, clip.Label, clip.Speaker }));
    }

    /// <summary>The corpus that was recognised ("RAVDESS"), or "folders" for one per class; merged ones are joined by " + ".</summary>
    public string Name { get; }

    /// <summary>All clips, ordered by the character codes of their names.</summary>
    public IReadOnlyList<Clip> Clips { get; }

    /// <summary>The labels that occur, in the order of <see cref="Emotions.Order"/>.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The speakers that are known, each once, ordered by character codes; empty where none is.</summary>
    public IReadOnlyList<string> Speakers { get; }

    /// <summary>True if the speaker of every clip is known, so that a split by speaker is possible.</summary>
    public bool SpeakersKnown { get; }

    /// <summary>What was left out and why, and what is not known; one line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Terms of use, where the corpus is known; joined by " + " where corpora are merged.</summary>
    public string? Licence { get; }

    /// <summary>
    /// SHA-256 over names, labels and speakers of all clips, not over their sound: 64 hexadecimal digits, the same on every machine.
    /// </summary>
    public string Hash { get; }
}
