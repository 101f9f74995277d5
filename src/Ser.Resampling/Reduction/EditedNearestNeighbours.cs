namespace Ser.Resampling.Reduction;

/// <summary>Takes away rows that their neighbours would label otherwise.</summary>
/// <param name="k">Neighbours that are asked.</param>
/// <param name="rule">Which of them have to agree.</param>
/// <remarks>Wilson 1972, "Asymptotic properties of nearest neighbor rules using edited data" (IEEE SMC-2).</remarks>
internal sealed class EditedNearestNeighbours(int k, NeighbourRule rule) : IReduction
{
    public bool[] Keep(ReductionTask task)
    {
        bool[] keep = [.. task.Labels.Select(_ => true)];
        int neighbours = Math.Min(k, keep.Length - 1);
        if (neighbours < k)
        {
            task.Remarks.Add(null, $"the table has {keep.Length} rows and not the {k + 1} that {k} neighbours want", $"{Math.Max(0, neighbours)} are asked");
        }

        if (neighbours < 1)
        {
            return keep;
        }

        // 1. the rows of the classes that the strategy names
        bool[] cleaned = task.Strategy.CleanedClasses(task.Counts, task.Classes);
        int[] asked = [.. task.Everybody.Where(row => cleaned[task.Labels[row]])];

        // 2. what their neighbours say
        var table = task.Search.Find(task.Everybody, asked, neighbours);
        int[] votes = new int[task.Classes.Count];
        for (int i = 0; i < asked.Length; i++)
        {
            Array.Clear(votes);
            foreach (int row in table.Of(i))
            {
                votes[task.Labels[row]]++;
            }

            int own = task.Labels[asked[i]];
            keep[asked[i]] = rule == NeighbourRule.All ? votes[own] == neighbours : Array.IndexOf(votes, votes.Max()) == own;
        }

        return keep;
    }
}
