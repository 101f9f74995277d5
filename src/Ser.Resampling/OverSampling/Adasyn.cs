namespace Ser.Resampling.OverSampling;

/// <summary>SMOTE that makes more rows of the members that have more foreign neighbours.</summary>
/// <param name="k">Neighbours: in the table to see how foreign the place is, in the class to lie towards.</param>
/// <remarks>
/// He, Bai, Garcia and Li 2008, "ADASYN: Adaptive Synthetic Sampling Approach for Imbalanced Learning" (IJCNN), one class against
/// the rest. Counts are rounded one by one, so their sum may miss what was asked for.
/// </remarks>
internal sealed class Adasyn(int k) : IOverSampler
{
    public SyntheticRow[] Make(ClassTask task)
    {
        // 1. rᵢ: how foreign the surroundings of each member are
        int[] foreign = task.ForeignNeighbours(k, out int neighbours);
        double[] ratios = Ratios(foreign, neighbours);

        // 2. gᵢ = rᵢ / Σ r · G: rows to make of each member
        int[] counts = Counts(ratios, task.Wanted);
        int made = counts.Sum();
        if (made == 0)
        {
            string fault = foreign.All(count => count == 0)
                ? "no row has a neighbour of another class"
                : $"{task.Wanted} new rows, shared out among {foreign.Count(count => count > 0)} rows with foreign neighbours, round to none";
            task.Remarks.Add(task.Name, fault, "smote makes the rows of this class");
            return new Smote(k).Make(task);
        }

        // 3. their neighbours in the class
        int own = task.OwnNeighbours(k);
        if (own == 0)
        {
            return task.Repeated();
        }

        var table = task.Search.Find(task.Members, task.Members, own);

        // 4. a neighbour and a step for each row
        int[] towards = task.Draws.Integers(own, made);
        double[] steps = task.Draws.Uniform(made);
        var rows = new SyntheticRow[made];
        int next = 0;
        for (int member = 0; member < counts.Length; member++)
        {
            for (int copy = 0; copy < counts[member]; copy++, next++)
            {
                rows[next] = new SyntheticRow(task.Label, task.Members[member], table.Of(member)[towards[next]], steps[next]);
            }
        }

        return rows;
    }

    /// <summary>rᵢ / Σ r; all 0 where nobody has a foreign neighbour.</summary>
    public static double[] Ratios(int[] foreign, int neighbours)
    {
        double[] ratios = [.. foreign.Select(count => (double)count / neighbours)];
        double sum = ratios.Sum();
        return sum > 0 ? [.. ratios.Select(ratio => ratio / sum)] : ratios;
    }

    /// <summary>Ratio times wanted, to the nearest whole number, halves to the even one.</summary>
    public static int[] Counts(double[] ratios, int wanted) => [.. ratios.Select(ratio => (int)Math.Round(ratio * wanted, MidpointRounding.ToEven))];
}
