using Ser.Inference;
using Ser.Training.Fitting;
using Ser.Training.Network;

namespace Ser.Training.Onnx;

/// <summary>Writes a trained network with its analysis as one ONNX file: samples in, probabilities out.</summary>
internal static class OnnxExport
{
    /// <summary>Makes the content of <c>model.onnx</c>.</summary>
    /// <param name="recipe">The recipe that it was trained by.</param>
    /// <param name="ensemble">Weights and normalisation.</param>
    /// <param name="card">What the file shall say of itself.</param>
    /// <param name="map">What stands between analysis and standardisation; null for nothing.</param>
    public static byte[] ToBytes(Recipe recipe, TrainedEnsemble ensemble, ModelCard card, RowAffine? map = null) =>
        ToBytes(recipe, ensemble.Members[0].Normalisation, [.. ensemble.Members.Select(member => member.Weights)], ensemble.Temperature, card, map);

    /// <summary>Makes the content of <c>model.onnx</c> of one network or of several, whose probabilities are averaged.</summary>
    /// <param name="recipe">The recipe that they were trained by.</param>
    /// <param name="normalisation">Of all of them.</param>
    /// <param name="members">The weights of each, at least one.</param>
    /// <param name="temperature">What the logits are divided by.</param>
    /// <param name="card">What the file shall say of itself.</param>
    /// <param name="map">What stands between analysis and standardisation; null for nothing.</param>
    public static byte[] ToBytes(
        Recipe recipe, Normalisation normalisation, IReadOnlyList<NetworkWeights> members, double temperature, ModelCard card, RowAffine? map = null)
    {
        var graph = new OnnxGraph("ser");
        string samples = graph.Input(ModelCard.SamplesInput, "clips", "n");
        var rows = new FrontEndGraph(graph, recipe.Features, RowLayout.Of(recipe), recipe.SilenceDb, recipe.SilenceMargin).Build(samples);
        rows = map is null ? rows : new RowAffineGraph(graph, RowLayout.Of(recipe)).Build(rows, map);
        string[] inputs = new InputGraph(graph, recipe.Features, recipe.Network, normalisation).Build(rows);
        var (logits, embedding) = new NetworkGraph(graph, recipe.Features, recipe.Network, members).Build(inputs, rows.Valid, temperature);
        string probabilities = graph.Node(ModelCard.ProbabilitiesOutput, "Softmax", [logits], OnnxAttribute.Of("axis", 1));

        graph.Output(probabilities, "clips", card.Labels.Count);
        graph.Output(logits, "clips", card.Labels.Count);
        graph.Output(embedding, "clips", members.Sum(member => member["normalisation.weight"].Length));
        return graph.ToFile("ser", ProductVersion.Number, (KeptWeights.MetadataKey, KeptWeights.Of(members, graph)), (ModelCard.MetadataKey, card.ToJson()));
    }
}
