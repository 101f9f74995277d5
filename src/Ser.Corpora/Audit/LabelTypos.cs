namespace Ser.Corpora;

/// <summary>Finds labels that are probably misspelt: one or two letters from a known emotion, or one from a much larger class.</summary>
internal static class LabelTypos
{
    /// <summary>Words of fewer letters are near to too many others: one letter only.</summary>
    private const int LongWord = 5;

    /// <summary>So many times the clips make a neighbour the right one.</summary>
    private const int MuchLarger = 10;

    /// <summary>The labels that are suspicious, each with what it may have been meant for.</summary>
    /// <param name="sizes">Labels and their clips.</param>
    public static IEnumerable<(string Label, string Meant)> Find(IReadOnlyDictionary<string, int> sizes)
    {
        foreach (string label in Emotions.Order(sizes.Keys).Where(label => !Emotions.All.Contains(label)))
        {
            string? meant = Nearest(label, Emotions.Spellings, label.Length >= LongWord ? 2 : 1)
                ?? Nearest(label, sizes.Keys.Where(other => sizes[other] >= MuchLarger * sizes[label]), 1);
            if (meant is not null)
            {
                yield return (label, Emotions.Fold(meant));
            }
        }
    }

    private static string? Nearest(string label, IEnumerable<string> words, int most) => words
        .Where(word => word.Length >= 3)
        .Select(word => (Word: word, Distance: Distance(label, word)))
        .Where(pair => pair.Distance <= Math.Min(most, pair.Word.Length >= LongWord ? most : 1))
        .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Word, StringComparer.Ordinal)
        .Select(pair => pair.Word)
        .FirstOrDefault();

    /// <summary>Letters to put in, take out, change, or swap with their neighbour (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                int change = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(change, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
