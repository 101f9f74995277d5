namespace Ser.Corpora;

/// <summary>Finds the word that a misspelt one may have been meant for.</summary>
public static class Spelling
{
    /// <summary>More letters than these make another word.</summary>
    private const int MostEdits = 2;

    /// <summary>The nearest of the words: at most two letters put in, left out or exchanged, and fewer than the word has; else null.</summary>
    public static string? Nearest(string word, IEnumerable<string> words) => words
        .Select(other => (Word: other, Edits: Distance(word, other)))
        .Where(pair => pair.Edits <= MostEdits && pair.Edits < Math.Min(word.Length, pair.Word.Length))
        .OrderBy(pair => pair.Edits)
        .Select(pair => pair.Word)
        .FirstOrDefault();

    /// <summary>Levenshtein's distance: the fewest letters to put in, leave out or exchange.</summary>
    public static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int exchanged = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(exchanged, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
