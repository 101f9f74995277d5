using Ser.Corpora;

namespace Ser.Cli.Crossval;

/// <summary>What a cross-validation begins with, in lines.</summary>
internal static class FoldPlanText
{
    /// <summary>Speakers that are named before the rest is only counted; plan.json holds all.</summary>
    private const int NamedSpeakers = 6;

    /// <summary>The corpus, its notes, and who is tested in which fold.</summary>
    public static IEnumerable<string> Describe(FoldPlan plan)
    {
        var corpus = plan.Corpus;
        yield return CorpusText.Size(corpus);
        yield return CorpusText.Classes(corpus);
        foreach (string note in corpus.Notes.Concat(plan.Notes))
        {
            yield return note;
        }

        if (plan.Extra is { } extra)
        {
            yield return $"extra for the training of every fold: {CorpusText.Size(extra.Clips)}";
        }

        yield return $"protocol {plan.Protocol.ToString().ToLowerInvariant()}, seed {plan.Seed}: {Counted.Of(plan.Folds.Count, "fold")}";
        foreach (var fold in plan.Folds)
        {
            yield return $"  {fold.Number,3}  tests {Counted.Of(fold.Split.Test.Count, "clip")}{Speakers(fold.Split.SpeakersOf(Part.Test))}"
                + (fold.Split.Validation.Count > 0 ? $", validates on {Counted.Of(fold.Split.Validation.Count, "clip")}" : "");
            foreach (string note in fold.Split.Notes)
            {
                yield return $"       {note}";
            }
        }

        if (plan.Folds.Select(fold => CorpusText.Caution(fold.Split)).FirstOrDefault(caution => caution is not null) is { } warning)
        {
            yield return $"warning: {warning}";
        }
    }

    private static string Speakers(IReadOnlyList<string> speakers) => speakers.Count == 0
        ? ""
        : $" of {string.Join(' ', speakers.Take(NamedSpeakers))}{(speakers.Count > NamedSpeakers ? $" and {speakers.Count - NamedSpeakers} more" : "")}";
}
