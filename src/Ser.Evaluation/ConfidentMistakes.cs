namespace Ser.Evaluation;

/// <summary>The clips that were most confidently wrong: the first that a person should listen to.</summary>
public static class ConfidentMistakes
{
    /// <summary>Wrong clips, the highest probability of the wrong class first.</summary>
    /// <param name="truth">Class of each clip, 0 or more.</param>
    /// <param name="predicted">What each clip was taken for, in the same order.</param>
    /// <param name="probabilities">A row a clip, a value a class.</param>
    /// <param name="most">How many at most: 1 or more.</param>
    /// <returns>
    /// Indices of clips. Of those that are equally sure, the one that thought least of the true class comes first, then the earlier.
    /// </returns>
    /// <exception cref="ArgumentException">Inputs that do not fit together; the message says which clip.</exception>
    public static IReadOnlyList<int> Of(
        IReadOnlyList<int> truth, IReadOnlyList<int> predicted, IReadOnlyList<float[]> probabilities, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        if (predicted.Count != truth.Count)
        {
            throw new ArgumentException($"{predicted.Count} predictions for {truth.Count} clips", nameof(predicted));
        }

        if (probabilities.Count != truth.Count)
        {
            throw new ArgumentException($"{probabilities.Count} rows of probabilities for {truth.Count} clips", nameof(probabilities));
        }

        for (int clip = 0; clip < truth.Count; clip++)
        {
            int classes = probabilities[clip].Length;
            if ((uint)truth[clip] >= (uint)classes || (uint)predicted[clip] >= (uint)classes)
            {
                throw new ArgumentException(
                    $"clip {clip} has {classes} probabilities, and classes {truth[clip]} and {predicted[clip]}", nameof(probabilities));
            }
        }

        return [.. Enumerable.Range(0, truth.Count)
            .Where(clip => predicted[clip] != truth[clip])
            .OrderByDescending(clip => probabilities[clip][predicted[clip]])
            .ThenBy(clip => probabilities[clip][truth[clip]])
            .Take(most)];
    }
}
