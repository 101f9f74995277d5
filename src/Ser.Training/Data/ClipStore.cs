using Ser.Core;
using Ser.Corpora;
using Ser.Training.Data;

namespace Ser.Training;

/// <summary>Clips that were read and analysed once, for several training runs on divisions of one corpus. Immutable.</summary>
/// <remarks>What is made of a clip depends on the clip and the recipe alone, so every run gets what it would have read itself.</remarks>
public sealed class ClipStore
{
    private readonly Dictionary<string, TrainingClip> training, plain;

    private ClipStore(Corpus corpus, IEnumerable<TrainingClip> training, IEnumerable<TrainingClip> plain, IReadOnlyList<string> faults)
    {
        Corpus = corpus;
        this.training = training.ToDictionary(clip => clip.Name, StringComparer.Ordinal);
        this.plain = plain.ToDictionary(clip => clip.Name, StringComparer.Ordinal);
        Faults = faults;
    }

    /// <summary>The recordings.</summary>
    public Corpus Corpus { get; }

    /// <summary>Why clips could not be read, a line each.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Reads what some splits train and validate on.</summary>
    /// <param name="recipe">The analysis, and the speeds at which training clips are heard.</param>
    /// <param name="corpus">The corpus of all the splits.</param>
    /// <param name="splits">The runs that are to come.</param>
    /// <param name="threads">Threads at most, 1 or more.</param>
    /// <param name="observer">Is told of the progress and of what is left out.</param>
    /// <param name="cancel">Stops between clips.</param>
    /// <exception cref="UserError">None of the clips can be read.</exception>
    public static ClipStore Load(
        Recipe recipe, Corpus corpus, IReadOnlyList<Split> splits, int threads, ITrainingObserver observer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(splits);

        var trained = splits.SelectMany(split => split.Train).Select(clip => clip.Name).ToHashSet(StringComparer.Ordinal);
        var validated = splits.SelectMany(split => split.Validation).Select(clip => clip.Name).ToHashSet(StringComparer.Ordinal);
        validated.ExceptWith(trained);

        var faults = new List<string>();
        var files = FileStamps.Of(Of(trained).Concat(Of(validated)));
        var loader = new ClipLoader(recipe, threads, observer, faults.AddRange);
        var training = loader.Load(Of(trained), corpus.Labels, trains: true, "reading clips", cancel);
        var plain = validated.Count == 0 ? [] : loader.Load(Of(validated), corpus.Labels, trains: false, "reading validation clips", cancel);
        files.RequireUnchanged();
        return new ClipStore(corpus, training, plain, faults);

        Clip[] Of(HashSet<string> names) => [.. corpus.Clips.Where(clip => names.Contains(clip.Name))];
    }

    /// <summary>The training clips of a split that could be read, in corpus order.</summary>
    internal IReadOnlyList<TrainingClip> Train(Split split) => [.. split.Train.Select(clip => training.GetValueOrDefault(clip.Name)).OfType<TrainingClip>()];

    /// <summary>The validation clips of a split that could be read, in corpus order, at their own speed only.</summary>
    internal IReadOnlyList<TrainingClip> Validation(Split split) =>
    [
        .. split.Validation
            .Select(clip => training.GetValueOrDefault(clip.Name) ?? plain.GetValueOrDefault(clip.Name))
            .OfType<TrainingClip>()
            .Select(clip => clip with { Copies = [] }),
    ];
}
