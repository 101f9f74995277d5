using Ser.Core;

namespace Ser.Corpora;

/// <summary>
/// Recordings of other corpora for the training parts of splits: they take no part in the drawing, and are never validated or tested on. So the
/// same clips are tested with and without them. Immutable.
/// </summary>
public sealed class ExtraTraining
{
    private readonly Corpus main;

    private ExtraTraining(Corpus main, Corpus clips)
    {
        this.main = main;
        Clips = clips;
        Union = Join(clips.Clips);
    }

    /// <summary>The clips that may be added, named so that no name of the main corpus is taken twice; what was left out stands in the notes.</summary>
    public Corpus Clips { get; }

    /// <summary>They and those of the main corpus.</summary>
    public Corpus Union { get; }

    /// <summary>Chooses what fits to a corpus.</summary>
    /// <param name="main">The corpus that is split.</param>
    /// <param name="opened">The other recordings. Clips with a label that the main corpus does not have, and those that it has itself, are left out.</param>
    /// <exception cref="UserError">None is left.</exception>
    public static ExtraTraining Choose(Corpus main, Corpus opened)
    {
        ArgumentNullException.ThrowIfNull(main);
        ArgumentNullException.ThrowIfNull(opened);
        var notes = new List<string>(opened.Notes.Select(note => $"extra: {note}"));
        var own = main.Clips.Select(Stretch).ToHashSet();
        Clip[] others = [.. opened.Clips.Where(clip => !own.Contains(Stretch(clip)))];
        if (others.Length < opened.Clips.Count)
        {
            notes.Add($"extra: {Count(opened.Clips.Count - others.Length)} left out, for {main.Name} holds the same files");
        }

        Clip[] fitting = [.. others.Where(clip => main.Labels.Contains(clip.Label))];
        if (fitting.Length < others.Length)
        {
            var gone = others.Except(fitting).CountBy(clip => clip.Label).ToDictionary(StringComparer.Ordinal);
            notes.Add(
                $"extra: {Count(others.Length - fitting.Length)} left out, whose labels {main.Name} does not have "
                + $"({string.Join(", ", Emotions.Order(gone.Keys).Select(label => $"{label} {gone[label]}"))})");
        }

        if (others.Length == 0)
        {
            throw new UserError(
                $"{opened.Name}: holds nothing but files of {main.Name} itself, which are trained and tested on already; give another corpus, or do without --extra");
        }

        if (fitting.Length == 0)
        {
            throw new UserError(
                $"{opened.Name}: none of its {opened.Clips.Count} clips can be added to {main.Name}, which has the labels {string.Join(' ', main.Labels)} "
                + $"(here: {string.Join(' ', opened.Labels)}); rename labels with --map, or do without --extra");
        }

        var names = fitting.Select(clip => clip.Name).ToHashSet(StringComparer.Ordinal);
        string prefix = Prefix(main);
        var clips = fitting.Select(clip => clip with { Name = prefix + clip.Name, Parent = ParentOf(clip) });
        return new ExtraTraining(main, new Corpus(opened.Name, clips, notes, opened.Licence));

        // The parent of a copy may be a clip of the main corpus: the leak guard has to find it there.
        string? ParentOf(Clip clip) => clip.Parent is { } parent && names.Contains(parent) ? prefix + parent : clip.Parent;
    }

    /// <summary>A split with these clips in its training part, but for those of speakers who are validated or tested on: that is said in its notes.</summary>
    /// <param name="split">A split of the main corpus, or a fold of it.</param>
    /// <exception cref="ArgumentException">It is one of another corpus.</exception>
    public Split AddTo(Split split)
    {
        ArgumentNullException.ThrowIfNull(split);
        if (!ReferenceEquals(split.Corpus, main))
        {
            throw new ArgumentException("the split is of another corpus", nameof(split));
        }

        var held = split.SpeakersOf(Part.Validation).Concat(split.SpeakersOf(Part.Test)).ToHashSet(StringComparer.Ordinal);
        var added = Clips.Clips.Where(clip => clip.Speaker is null || !held.Contains(clip.Speaker)).ToArray();
        var notes = new List<string>();
        if (added.Length < Clips.Clips.Count)
        {
            string[] speakers = [.. Clips.Speakers.Where(held.Contains)];
            notes.Add(
                $"extra: {Count(Clips.Clips.Count - added.Length)} left out, for {(speakers.Length == 1 ? "the speaker is" : "the speakers are")} "
                + $"validated or tested on ({string.Join(' ', speakers)})");
        }

        int unknown = added.Count(clip => clip.Speaker is null);
        if (unknown > 0)
        {
            notes.Add($"extra: {(unknown == 1 ? "the speaker of 1 clip is" : $"the speakers of {unknown} clips are")} not known, and may be those of the test");
        }

        var extra = new Corpus(Clips.Name, added, Clips.Notes, Clips.Licence);
        return new Split(split, added.Length == Clips.Clips.Count ? Union : Join(added), extra, notes);
    }

    private Corpus Join(IReadOnlyList<Clip> extra) => new(
        main.Name, main.Clips.Concat(extra), main.Notes,
        string.Join(" + ", new[] { main.Licence, Clips.Licence }.OfType<string>().Distinct()) is { Length: > 0 } licence ? licence : null);

    /// <summary>A folder that the main corpus does not have.</summary>
    private static string Prefix(Corpus main)
    {
        string prefix = "extra/";
        for (int number = 2; main.Clips.Any(clip => clip.Name.StartsWith(prefix, StringComparison.Ordinal)); number++)
        {
            prefix = $"extra-{number}/";
        }

        return prefix;
    }

    private static (string File, double? Start, double? End) Stretch(Clip clip) => (Path.GetFullPath(clip.File), clip.Start, clip.End);

    private static string Count(int clips) => clips == 1 ? "1 clip is" : $"{clips} clips are";
}
