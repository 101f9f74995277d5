namespace Ser.Resampling.OverSampling;

/// <summary>SMOTE that starts only from members at the border: those of whose neighbours half or more, but not all, are foreign.</summary>
/// <param name="kind">1: towards neighbours of the class. 2: also up to half the way towards rows of other classes.</param>
/// <param name="k">Neighbours that a new row may lie towards.</param>
/// <param name="m">Neighbours that tell whether a member is at the border.</param>
/// <remarks>
/// Han, Wang and Mao 2005, "Borderline-SMOTE" (ICIC). Kind 2 as in imbalanced-learn, whose foreign row is not the nearest one: the
/// place of a neighbour in its own class is looked up in the list of all foreign rows.
/// </remarks>
internal sealed class BorderlineSmote(int kind, int k, int m) : IOverSampler
{
    /// <summary>Both parameters of the beta distribution by which kind 2 shares the rows out, as in imbalanced-learn.</summary>
    private const int ShareShape = 10;

    public SyntheticRow[] Make(ClassTask task)
    {
        // 1. the members in danger
        int[] danger = InDanger(task.Members, task.ForeignNeighbours(m, out int neighbours), neighbours);
        if (danger.Length == 0)
        {
            task.Remarks.Add(task.Name, "no row lies at the border of the class", "no rows are made for it, as the method has it; smote would make them");
            return [];
        }

        // 2. their nearest neighbours in the class
        int own = task.OwnNeighbours(k);
        if (own == 0)
        {
            return task.Repeated();
        }

        var table = task.Search.Find(task.Members, danger, own);

        // 3. rows between a member in danger and its neighbours
        if (kind == 1)
        {
            return Smote.Between(task.Label, danger, table, neighbour => neighbour, task.Wanted, longestStep: 1, task.Draws);
        }

        // 3'. kind 2: one share of them as above, the other less than half the way towards foreign rows
        double share = task.Draws.Beta(ShareShape);
        var inside = Smote.Between(task.Label, danger, table, neighbour => neighbour, (int)(share * (task.Wanted + 1)), longestStep: 1, task.Draws);
        int[] foreign = [.. task.Everybody.Where(row => task.Labels[row] != task.Label)];
        int Foreign(int neighbour) => foreign[Array.BinarySearch(task.Members, neighbour) % foreign.Length];
        return [.. inside, .. Smote.Between(task.Label, danger, table, Foreign, (int)((1 - share) * task.Wanted), longestStep: 0.5, task.Draws)];
    }

    /// <summary>The members of whose neighbours at least half, but not all, are foreign. Those with foreign ones only are noise.</summary>
    public static int[] InDanger(int[] members, int[] foreign, int neighbours) =>
        [.. members.Where((_, i) => 2 * foreign[i] >= neighbours && foreign[i] < neighbours)];
}
