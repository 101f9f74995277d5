using Ser.Inference;
using Ser.Training.Fitting;

namespace Ser.Training.Onnx;

/// <summary>Writes a trained network with its analysis as one ONNX file: samples in, probabilities out.</summary>
internal static class OnnxExport
{
    /// <summary>Makes the content of <c>model.onnx</c>.</summary>
    /// <param name="recipe">The recipe that it was trained by.</param>
    /// <param name="trained">Weights and normalisation.</param>
    /// <param name="card">What the file shall say of itself.</param>
    public static byte[] ToBytes(Recipe recipe, TrainedNetwork trained, ModelCard card)
    {
        var graph = new OnnxGraph("ser");
        string samples = graph.Input(ModelCard.SamplesInput, "clips", "n");
        var (logMel, level, crossings, valid) =
            new FrontEndGraph(graph, recipe.Features, recipe.SilenceDb, recipe.SilenceMargin).Build(samples);
        var (logits, embedding) =
            new NetworkGraph(graph, recipe.Features, recipe.Network, trained.Normalisation, trained.Weights, trained.Temperature).Build(logMel, level, crossings, valid);
        string probabilities = graph.Node(ModelCard.ProbabilitiesOutput, "Softmax", [logits], OnnxAttribute.Of("axis", 1));

        graph.Output(probabilities, "clips", card.Labels.Count);
        graph.Output(logits, "clips", card.Labels.Count);
        graph.Output(embedding, "clips", trained.Weights["normalisation.weight"].Length);
        return graph.ToFile("ser", ProductVersion.Number, (KeptWeights.MetadataKey, KeptWeights.Of(trained.Weights, graph)), (ModelCard.MetadataKey, card.ToJson()));
    }
}
