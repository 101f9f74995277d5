namespace Ser.Inference;

/// <summary>What a model makes of one clip.</summary>
/// <param name="Labels">The model's labels, in the order of the probabilities.</param>
/// <param name="Probabilities">One per label, 0 to 1, adding up to 1.</param>
public sealed record Prediction(IReadOnlyList<string> Labels, float[] Probabilities)
{
    /// <summary>Index of the largest probability; the first of equals.</summary>
    public int Best { get; } = Array.IndexOf(Probabilities, Probabilities.Max());

    /// <summary>The most probable label.</summary>
    public string Label => Labels[Best];

    /// <summary>Its probability.</summary>
    public float Confidence => Probabilities[Best];
}
