using System.Text.Json;
using Ser.Core;

namespace Ser.Inference.Onnx;

/// <summary>Holds a model card against the graph beside it: both have to speak of the same model.</summary>
internal static class CardCheck
{
    private const int LongestLabel = 200;

    /// <summary>Checks a card.</summary>
    /// <exception cref="UserError">Card and graph contradict each other, or the card itself.</exception>
    public static void Run(ModelCard card, GraphSummary graph, string file)
    {
        foreach (string label in card.Labels)
        {
            if (string.IsNullOrWhiteSpace(label) || label.Length > LongestLabel || HasControl(label))
            {
                throw new UserError($"{file}: its model card has a label that is empty, too long or not one line; {ModelFile.Remedy}");
            }
        }

        CheckOutput(ModelCard.ProbabilitiesOutput, required: true);
        CheckOutput(ModelCard.LogitsOutput, required: false);
        if (card.Features.ValueKind == JsonValueKind.Object && card.Features.TryGetProperty("sampleRate", out var rate)
            && !(rate.ValueKind == JsonValueKind.Number && rate.TryGetInt32(out int hertz) && hertz == card.SampleRate))
        {
            throw new UserError($"{file}: its model card names two sample rates, {card.SampleRate} Hz and that of the features; {ModelFile.Remedy}");
        }

        void CheckOutput(string name, bool required)
        {
            foreach (var output in graph.Outputs)
            {
                if (output.Name == name)
                {
                    if (output.Sizes[1] != card.Labels.Count)
                    {
                        throw new UserError($"{file}: {output.Sizes[1]} {name} for {card.Labels.Count} labels; {ModelFile.Remedy}");
                    }

                    return;
                }
            }

            if (required)
            {
                throw new UserError($"{file}: its graph has no output '{name}'; {ModelFile.Remedy}");
            }
        }
    }

    private static bool HasControl(string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }
}
