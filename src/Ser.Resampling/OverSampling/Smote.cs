using Ser.Resampling.Draws;
using Ser.Resampling.Neighbours;

namespace Ser.Resampling.OverSampling;

/// <summary>New rows on the lines between the members of a class and their nearest neighbours in it.</summary>
/// <param name="k">Neighbours that a new row may lie towards.</param>
/// <remarks>
/// Chawla, Bowyer, Hall and Kegelmeyer 2002, "SMOTE: Synthetic Minority Over-sampling Technique" (JAIR 16). The paper goes
/// through the members in turn; as in imbalanced-learn they are drawn, so any number of rows can be made.
/// </remarks>
internal sealed class Smote(int k) : IOverSampler
{
    public SyntheticRow[] Make(ClassTask task)
    {
        int neighbours = task.OwnNeighbours(k);
        return neighbours == 0 ? task.Repeated() : Between(task, task.Members, task.Search.Find(task.Members, task.Members, neighbours));
    }

    private static SyntheticRow[] Between(ClassTask task, int[] bases, NeighbourTable table) =>
        Between(task.Label, bases, table, neighbour => neighbour, task.Wanted, longestStep: 1, task.Draws);

    /// <summary>The steps of the paper that both SMOTE and its borderline variants take.</summary>
    /// <param name="label">The class of the new rows.</param>
    /// <param name="bases">Rows that new ones start from.</param>
    /// <param name="table">Their neighbours.</param>
    /// <param name="parent">From a neighbour to the row that the new one lies towards.</param>
    /// <param name="wanted">New rows.</param>
    /// <param name="longestStep">How far a new row may lie from its base, 1: as far as the neighbour.</param>
    /// <param name="draws">Random choices: first all bases and neighbours, then all steps.</param>
    internal static SyntheticRow[] Between(
        int label, int[] bases, NeighbourTable table, Func<int, int> parent, int wanted, double longestStep, IDraws draws)
    {
        // 1. a member, and one of its neighbours: both from one number
        int[] places = draws.Integers(bases.Length * table.Count, wanted);

        // 2. a step between them
        double[] steps = draws.Uniform(wanted);

        // 3. the row at that step; its values are computed where all rows are put together
        var rows = new SyntheticRow[wanted];
        for (int i = 0; i < rows.Length; i++)
        {
            var (member, neighbour) = Math.DivRem(places[i], table.Count);
            rows[i] = new SyntheticRow(label, bases[member], parent(table.Of(member)[neighbour]), longestStep * steps[i]);
        }

        return rows;
    }
}
