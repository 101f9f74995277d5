using System.Globalization;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>The six RAVDESS folds of the EmoBox benchmark: four unseen actors each, the other twenty train.</summary>
/// <remarks>Ma et al. 2024, "EmoBox: Multilingual Multi-corpus Speech Emotion Recognition Toolkit and Benchmark", arXiv 2406.07162.</remarks>
internal static class EmoBoxRavdess
{
    private const string SpeakerPrefix = "ravdess:";

    /// <summary>The test actors of folds 1 to 6.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> TestActors { get; } =
    [
        [1, 11, 20, 21],
        [4, 10, 12, 14],
        [8, 9, 19, 23],
        [3, 5, 7, 24],
        [2, 15, 16, 18],
        [6, 13, 17, 22],
    ];

    /// <summary>The fold that tests each clip, "1" to "6".</summary>
    /// <param name="corpus">RAVDESS and nothing else.</param>
    /// <param name="notes">Takes a line for the actors that are missing.</param>
    /// <exception cref="UserError">It is another corpus, or all actors of a fold are missing.</exception>
    public static string[] FoldsOf(Corpus corpus, List<string> notes)
    {
        var folds = TestActors
            .SelectMany((actors, fold) => actors.Select(actor => (Speaker: $"{SpeakerPrefix}{actor:00}", Fold: fold + 1)))
            .ToDictionary(pair => pair.Speaker, pair => pair.Fold, StringComparer.Ordinal);
        if (corpus.Clips.FirstOrDefault(clip => clip.Speaker is null || !folds.ContainsKey(clip.Speaker)) is { } other)
        {
            throw new UserError(
                $"{corpus.Name}: the protocol emobox divides the 24 actors of RAVDESS, and {other.Name} is not of one of them; "
                + "give a RAVDESS folder alone, or choose --folds or --protocol loso");
        }

        foreach (var missing in folds.Where(pair => !corpus.Speakers.Contains(pair.Key)).GroupBy(pair => pair.Value, pair => pair.Key).OrderBy(group => group.Key))
        {
            string actors = string.Join(' ', missing.Order(StringComparer.Ordinal));
            if (missing.Count() == TestActors[missing.Key - 1].Count)
            {
                throw new UserError($"{corpus.Name}: all actors of fold {missing.Key} of the protocol emobox are missing ({actors}); add them, or choose --folds");
            }

            notes.Add($"fold {missing.Key} is smaller than in the protocol emobox: {actors} missing");
        }

        return [.. corpus.Clips.Select(clip => folds[clip.Speaker!].ToString(CultureInfo.InvariantCulture))];
    }
}
