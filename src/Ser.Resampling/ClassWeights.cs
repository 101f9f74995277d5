namespace Ser.Resampling;

/// <summary>Weights of classes in a loss: nothing is made or taken away.</summary>
public static class ClassWeights
{
    /// <summary>In inverse proportion to the rows of a class, so that the mean over all rows is 1: rows / (classes · count).</summary>
    /// <param name="counts">Rows of each class.</param>
    /// <returns>One per class; 0 for a class without rows, which does not count as one.</returns>
    /// <remarks>King and Zeng 2001, "Logistic regression in rare events data"; scikit-learn's class_weight="balanced".</remarks>
    public static double[] Balanced(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        long rows = counts.Sum(count => (long)count);
        long classes = counts.Count(count => count > 0);
        return [.. counts.Select(count => count > 0 ? (double)rows / (classes * count) : 0)];
    }
}
