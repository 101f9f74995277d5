namespace Ser.Resampling.OverSampling;

/// <summary>Members of the class again, drawn with replacement.</summary>
/// <remarks>
/// With a shrinkage the runner adds noise: the smoothed bootstrap of Menardi and Torelli 2014, "Training and assessing
/// classification rules with imbalanced data" (ROSE).
/// </remarks>
internal sealed class RandomOverSampling : IOverSampler
{
    public SyntheticRow[] Make(ClassTask task) =>
        [.. task.Draws.Integers(task.Members.Length, task.Wanted).Select(i => new SyntheticRow(task.Label, task.Members[i], task.Members[i], 0))];
}
