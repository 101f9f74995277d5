namespace Ser.Inference;

/// <summary>What a model makes of one clip.</summary>
/// <param name="Labels">The model's labels, in the order of the probabilities.</param>
/// <param name="Probabilities">One per label, 0 to 1, adding up to 1.</param>
public sealed record Prediction(IReadOnlyList<string> Labels, float[] Probabilities)
{
    /// <summary>Index of the largest probability; the first of equals.</summary>
    public int Best { get; } = Largest(Probabilities);

    /// <summary>The most probable label.</summary>
    public string Label => Labels[Best];

    /// <summary>Its probability.</summary>
    public float Confidence => Probabilities[Best];

    /// <summary>Whether there was nothing to hear: no sample above −60 dBFS. The probabilities are all equal then.</summary>
    public bool Silent { get; init; }

    /// <summary>What is said of silence: every label is as probable as any other.</summary>
    /// <param name="labels">The model's labels, one or more.</param>
    public static Prediction OfSilence(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new Prediction(labels, Uniform(labels.Count)) { Silent = true };
    }

    /// <summary>The prediction for somebody who knows that it is one of these labels: the others' share is divided among them as they stand.</summary>
    /// <param name="labels">One or more of <see cref="Labels"/>, in any order.</param>
    /// <returns>Labels in the model's order. All are equally probable where the model gives none of them any chance.</returns>
    /// <exception cref="ArgumentException">One of them is not a label of the model, or there is none.</exception>
    public Prediction Among(IReadOnlyCollection<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        int[] chosen = [.. Enumerable.Range(0, Labels.Count).Where(i => labels.Contains(Labels[i]))];
        if (chosen.Length == 0 || chosen.Length != labels.Distinct(StringComparer.Ordinal).Count())
        {
            throw new ArgumentException($"labels are {string.Join(", ", Labels)}", nameof(labels));
        }

        double sum = 0;
        foreach (int i in chosen)
        {
            sum += Probabilities[i];
        }

        // Not "with": the best is found when a prediction is made.
        string[] names = Array.ConvertAll(chosen, i => Labels[i]);
        float[] shares = sum > 0 ? Array.ConvertAll(chosen, i => (float)(Probabilities[i] / sum)) : Uniform(chosen.Length);
        return new Prediction(names, shares) { Silent = Silent };
    }

    private static int Largest(float[] values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    private static float[] Uniform(int count)
    {
        var equal = new float[count];
        Array.Fill(equal, 1f / count);
        return equal;
    }
}
