namespace Ser.Resampling.Reduction;

/// <summary>As many rows of each class as the strategy wants, drawn without replacement.</summary>
internal sealed class RandomUnderSampling : IReduction
{
    public bool[] Keep(ReductionTask task)
    {
        bool[] keep = [.. task.Labels.Select(_ => true)];
        int?[] targets = task.Strategy.UnderSamplingTargets(task.Counts, task.Classes);
        for (int label = 0; label < targets.Length; label++)
        {
            int[] members = task.Members[label];
            if (targets[label] is not { } target || target == members.Length)
            {
                continue;
            }

            if (target > members.Length)
            {
                task.Remarks.Add(
                    task.Classes[label], $"has {members.Length} rows where {target} shall stay", "it is left as it is, for undersample makes none");
                continue;
            }

            foreach (int row in members)
            {
                keep[row] = false;
            }

            foreach (int i in task.Draws(task.Classes[label]).Distinct(members.Length, target))
            {
                keep[members[i]] = true;
            }
        }

        return keep;
    }
}
