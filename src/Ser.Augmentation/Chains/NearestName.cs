namespace Ser.Augmentation.Chains;

/// <summary>Which name somebody meant who wrote another one.</summary>
internal static class NearestName
{
    /// <summary>The name at the fewest slips of the pen, if those are fewer than half of its letters.</summary>
    public static string? Of(string written, IReadOnlyList<string> names)
    {
        string? nearest = names.MinBy(name => Slips(written, name));
        return nearest is not null && 2 * Slips(written, nearest) < Math.Max(nearest.Length, written.Length) ? nearest : null;
    }

    /// <summary>Letters that were left out, put in or changed (Levenshtein 1966).</summary>
    private static int Slips(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 0; i < a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                row[j + 1] = Math.Min(Math.Min(row[j], previous[j + 1]) + 1, previous[j] + (a[i] == b[j] ? 0 : 1));
            }

            previous = row;
        }

        return previous[b.Length];
    }
}
