using System.Globalization;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>
/// All folds of a cross-validation. The validation part of each, where there is one, is drawn from its own training speakers, so that nothing of a
/// fold is chosen on the speakers that it is tested on.
/// </summary>
public sealed class FoldPlan
{
    private FoldPlan(Corpus corpus, Protocol protocol, long seed, IReadOnlyList<Fold> folds, IReadOnlyList<string> notes)
    {
        Corpus = corpus;
        Protocol = protocol;
        Seed = seed;
        Folds = folds;
        Notes = notes;
    }

    /// <summary>What is split.</summary>
    public Corpus Corpus { get; }

    /// <summary>By what the tests are chosen.</summary>
    public Protocol Protocol { get; }

    /// <summary>The seed that folds and validation parts were drawn with.</summary>
    public long Seed { get; }

    /// <summary>The folds, numbered from 1.</summary>
    public IReadOnlyList<Fold> Folds { get; }

    /// <summary>What a reader of the results should know of the whole, one line each; a fold's own notes are its split's.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Clips of other corpora in the training part of every fold; null where there are none.</summary>
    public ExtraTraining? Extra { get; private init; }

    /// <summary>All clips of all folds: those of <see cref="Corpus"/> and the extra ones.</summary>
    public Corpus AllClips => Extra?.Union ?? Corpus;

    /// <summary>The same folds, with clips of other corpora in the training part of each.</summary>
    public FoldPlan With(ExtraTraining extra)
    {
        ArgumentNullException.ThrowIfNull(extra);
        return new FoldPlan(Corpus, Protocol, Seed, [.. Folds.Select(fold => fold with { Split = extra.AddTo(fold.Split) })], [.. Notes, .. extra.Clips.Notes]) { Extra = extra };
    }

    /// <summary>Plans a cross-validation.</summary>
    /// <param name="corpus">The recordings.</param>
    /// <param name="protocol">How the tests are chosen.</param>
    /// <param name="folds">How many folds, 2 or more; for <see cref="Protocol.Folds"/> only.</param>
    /// <param name="seed">The same seed gives the same plan, whatever the order of the clips.</param>
    /// <param name="validation">Share of each fold's training speakers that chooses the epoch, in (0, 1); rounded, but at least one. 0: there is no validation part.</param>
    /// <exception cref="UserError">The corpus does not fit the protocol, or has too few speakers or clips for it.</exception>
    public static FoldPlan Make(Corpus corpus, Protocol protocol, int folds, long seed, double validation = 0.15)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var notes = new List<string>();
        if (protocol == Protocol.Fixed && corpus.Clips.All(clip => clip.GivenFold is null) && GivenSplit.IsGiven(corpus))
        {
            notes.Add("the manifest has no column 'fold'; its column 'split' is the only fold");
            return new FoldPlan(corpus, protocol, seed, [new Fold(1, "1", GivenSplit.Make(corpus, seed, validation))], notes);
        }

        string[] tested = protocol switch
        {
            Protocol.Folds => ByNumber(corpus, folds, seed, notes),
            Protocol.Loso => [.. RequireSpeakers(corpus, "leaving one speaker out").Clips.Select(clip => clip.Speaker!)],
            Protocol.Emobox => EmoBoxRavdess.FoldsOf(corpus, notes),
            Protocol.Fixed => Given(corpus),
            _ => throw new ArgumentOutOfRangeException(nameof(protocol)),
        };
        string rule = protocol == Protocol.Fixed ? Split.Given : corpus.SpeakersKnown ? Split.BySpeaker : Split.ByClip;
        string[] names = Order(tested.Distinct());
        return new FoldPlan(
            corpus, protocol, seed,
            [.. names.Select((name, i) => new Fold(i + 1, name, MakeSplit(corpus, tested, name, i + 1, rule, seed, validation)))],
            notes);
    }

    private static Split MakeSplit(Corpus corpus, string[] tested, string fold, int number, string rule, long seed, double validation)
    {
        Part[] parts = [.. tested.Select(name => name == fold ? Part.Test : Part.Train)];
        ValidationDraw.Draw(corpus, parts, seed, validation, number);
        return new Split(corpus, parts, rule, seed, MissingClasses.Notes(corpus, parts, ""));
    }

    private static string[] ByNumber(Corpus corpus, int folds, long seed, List<string> notes)
    {
        if (corpus.Speakers.Count > 0)
        {
            RequireSpeakers(corpus, "folds of unseen speakers");
        }
        else
        {
            notes.Add("no speaker is known: the folds are drawn by clip, and the same voice may be trained on and tested");
        }

        return [.. BalancedFolds.Assign(corpus, folds, seed).Select(fold => (fold + 1).ToString(CultureInfo.InvariantCulture))];
    }

    private static string[] Given(Corpus corpus)
    {
        if (corpus.Clips.All(clip => clip.GivenFold is null))
        {
            throw new UserError($"{corpus.Name}: no manifest gives its clips folds; add a column 'fold' (or 'split') to the manifest, or choose another protocol");
        }

        GivenSplit.RequireAll(corpus, clip => clip.GivenFold is not null, "fold");
        string[] folds = [.. corpus.Clips.Select(clip => clip.GivenFold!)];
        return folds.Distinct().Skip(1).Any()
            ? folds
            : throw new UserError($"{corpus.Name}: the column 'fold' names one fold only ({folds[0]}), which leaves nothing to train on; give at least two");
    }

    private static Corpus RequireSpeakers(Corpus corpus, string what) => corpus.SpeakersKnown
        ? corpus
        : throw new UserError(
            $"{corpus.Name}: the speakers of {corpus.Clips.Count(clip => clip.Speaker is null)} of {corpus.Clips.Count} clips are not known "
            + $"(the first: {corpus.Clips.First(clip => clip.Speaker is null).Name}); {what} needs all of them: leave these clips out");

    /// <summary>By value where all names are numbers, so that 10 follows 9; else by character codes.</summary>
    private static string[] Order(IEnumerable<string> names)
    {
        string[] all = [.. names.Order(StringComparer.Ordinal)];
        return all.All(name => int.TryParse(name, out _)) ? [.. all.OrderBy(int.Parse)] : all;
    }
}
