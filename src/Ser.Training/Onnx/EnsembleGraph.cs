using Ser.Inference;
using Ser.Training.Network;

namespace Ser.Training.Onnx;

/// <summary>Several networks over the same inputs as graph nodes; their verdict is the mean of their log-probabilities.</summary>
/// <remarks>That is the geometric mean of the probabilities, up to a factor: a member that excludes a class counts for more than one that doubts it.</remarks>
internal static class EnsembleGraph
{
    /// <summary>Builds the nodes.</summary>
    /// <param name="graph">Receives them.</param>
    /// <param name="recipe">Plan and analysis of all members.</param>
    /// <param name="members">Their weights, two or more.</param>
    /// <param name="inputs">What the branches of each look at.</param>
    /// <param name="valid">clips × 1 × frames.</param>
    /// <param name="temperature">What the mean is divided by.</param>
    /// <returns>Names of the logits (clips × classes) and of the embedding: those of the members side by side.</returns>
    public static (string Logits, string Embedding) Build(
        OnnxGraph graph, Recipe recipe, IReadOnlyList<NetworkWeights> members, IReadOnlyList<string> inputs, string valid, double temperature)
    {
        var embeddings = new List<string>();
        string? sum = null;
        foreach (var (i, weights) in members.Index())
        {
            string prefix = $"member{i + 1}.";
            var (logits, embedding) = new NetworkGraph(graph, recipe.Features, recipe.Network, weights, prefix).Build(inputs, valid);
            embeddings.Add(embedding);
            string verdict = graph.Node($"{prefix}verdict", "LogSoftmax", [logits], OnnxAttribute.Of("axis", 1));
            sum = sum is null ? verdict : graph.Node($"{prefix}sum", "Add", [sum, verdict]);
        }

        float share = (float)(1 / (members.Count * temperature));
        return (
            graph.Node(ModelCard.LogitsOutput, "Mul", [sum!, graph.Scalar("member_share", share)]),
            graph.Node(ModelCard.EmbeddingOutput, "Concat", [.. embeddings], OnnxAttribute.Of("axis", 1)));
    }
}
