using Ser.Cli.Terminal;
using Ser.Corpora;

namespace Ser.Cli.Reports;

/// <summary>What a report is made with, beside the files that it is about.</summary>
/// <param name="Corpus">The recordings; null where they are not at hand.</param>
/// <param name="WithSounds">Whether mistakes may be played.</param>
/// <param name="Threads">Threads at most; the page does not depend on them.</param>
/// <param name="Progress">Is told how it goes.</param>
/// <param name="Cancel">Stops.</param>
internal sealed record ReportSource(Corpus? Corpus, bool WithSounds, int Threads, WorkLine Progress, CancellationToken Cancel)
{
    private readonly Lazy<Dictionary<string, Clip>> clips =
        new(() => (Corpus?.Clips ?? []).ToDictionary(clip => clip.Name, StringComparer.Ordinal));

    /// <summary>The recording of this name; null where it is not at hand.</summary>
    public Clip? Find(string name) => clips.Value.GetValueOrDefault(name);

    /// <summary>The same recordings if they are those that a model or a plan names; else none, with a warning.</summary>
    /// <param name="hash">Over names, labels and speakers.</param>
    public ReportSource For(string hash)
    {
        if (Corpus is null || Corpus.Hash == hash)
        {
            return this;
        }

        Progress.Warning($"{Corpus.Name}: not the recordings of this run (other names, labels or speakers); the report is made without them");
        return this with { Corpus = null };
    }
}
