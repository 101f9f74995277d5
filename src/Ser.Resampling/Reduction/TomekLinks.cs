namespace Ser.Resampling.Reduction;

/// <summary>Takes away rows of Tomek links: two rows of different classes that are each other's nearest neighbour.</summary>
/// <remarks>Tomek 1976, "Two modifications of CNN" (IEEE SMC-6).</remarks>
internal sealed class TomekLinks : IReduction
{
    public bool[] Keep(ReductionTask task)
    {
        bool[] keep = [.. task.Labels.Select(_ => true)];
        if (keep.Length < 2)
        {
            return keep;
        }

        // 1. the nearest neighbour of every row
        int[] nearest = task.Search.Find(task.Everybody, task.Everybody, 1).Rows;

        // 2. links; of each, the rows of the classes that the strategy names
        bool[] cleaned = task.Strategy.CleanedClasses(task.Counts, task.Classes);
        for (int row = 0; row < keep.Length; row++)
        {
            int other = nearest[row];
            keep[row] = !(cleaned[task.Labels[row]] && task.Labels[other] != task.Labels[row] && nearest[other] == row);
        }

        return keep;
    }
}
