using Ser.Core;
using Ser.Corpora;
using Ser.Training.Data;

namespace Ser.Training.Fitting.Checkpoints;

/// <summary>Everything that decides what a training run gives: a checkpoint is good for a run of the same identity and for no other.</summary>
/// <remarks>The number of threads is not part of it, for results do not depend on it.</remarks>
/// <param name="Version">Of the program.</param>
/// <param name="Recipe">Every choice, as JSON.</param>
/// <param name="Labels">The classes.</param>
/// <param name="CorpusHash">Over names, labels and speakers of all clips.</param>
/// <param name="SplitHash">Over their parts.</param>
/// <param name="Sounds">A hash of every sound that was read for training and validation, with its name, in their order.</param>
internal sealed record RunIdentity(
    string Version, string Recipe, IReadOnlyList<string> Labels, string CorpusHash, string SplitHash, IReadOnlyList<ReadSound> Sounds)
{
    /// <summary>The identity of a run whose clips are read.</summary>
    public static RunIdentity Of(Recipe recipe, Corpus corpus, Split split, IEnumerable<TrainingClip> read) => new(
        ProductVersion.Number, recipe.ToJson().GetRawText(), corpus.Labels, corpus.Hash, split.Hash, [.. read.Select(clip => new ReadSound(clip.Name, clip.Hash))]);

    /// <summary>Refuses the checkpoint of another run.</summary>
    /// <param name="stored">Whose checkpoint it is.</param>
    /// <param name="file">Its path, for the message.</param>
    /// <exception cref="UserError">It is not that of this run; the message says in what they differ.</exception>
    public void Require(RunIdentity stored, string file)
    {
        string? difference =
            stored.Version != Version ? $"by ser {stored.Version}, and this is ser {Version}"
            : stored.Recipe != Recipe ? "by another recipe"
            : !stored.Labels.SequenceEqual(Labels) ? $"with the labels {string.Join(' ', stored.Labels)}, not {string.Join(' ', Labels)}"
            : stored.CorpusHash != CorpusHash ? "on a corpus with other clips, labels or speakers"
            : stored.SplitHash != SplitHash ? "with another split"
            : Sounds.Zip(stored.Sounds).FirstOrDefault(pair => pair.First != pair.Second) is { First: { } sound } ? $"before {sound.Name} changed, or a clip near it"
            : Sounds.Count != stored.Sounds.Count ? $"on {stored.Sounds.Count} readable clips, and now there are {Sounds.Count}"
            : null;
        if (difference is not null)
        {
            throw new UserError($"{file}: the checkpoint was written {difference}; put back what it was, or start the training anew, without --resume");
        }
    }
}

/// <summary>A sound as it was read.</summary>
/// <param name="Name">Of the clip.</param>
/// <param name="Hash">Of its samples.</param>
internal sealed record ReadSound(string Name, ulong Hash);
