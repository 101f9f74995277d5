using System.Text.Json;
using Ser.Core;

namespace Ser.Inference.Onnx;

/// <summary>Holds a model card against the graph beside it: both have to speak of the same model.</summary>
internal static class CardCheck
{
    private const int LongestLabel = 200;

    /// <summary>Checks a card against itself.</summary>
    /// <exception cref="UserError">It contradicts itself.</exception>
    public static void Run(ModelCard card, string file)
    {
        if (card.Features.ValueKind == JsonValueKind.Object && card.Features.TryGetProperty("sampleRate", out var rate)
            && !(rate.ValueKind == JsonValueKind.Number && rate.TryGetInt32(out int hertz) && hertz == card.SampleRate))
        {
            throw TwoRates(card.SampleRate, file);
        }
    }

    /// <summary>The error of a card whose analysis has another rate than its samples.</summary>
    public static UserError TwoRates(int sampleRate, string file) =>
        new($"{file}: its model card names two sample rates, {sampleRate} Hz and that of the features; {ModelFile.Remedy}");

    /// <summary>Checks labels against the outputs of the graph.</summary>
    /// <exception cref="UserError">They are not as many, or no labels.</exception>
    public static void Run(IReadOnlyList<string> labels, GraphSummary graph, string file)
    {
        for (int i = 0; i < labels.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(labels[i]) || labels[i].Length > LongestLabel || HasControl(labels[i]))
            {
                throw new UserError($"{file}: its model card has a label that is empty, too long or not one line; {ModelFile.Remedy}");
            }
        }

        bool complete = false;
        for (int i = 0; i < graph.Outputs.Count; i++)
        {
            var output = graph.Outputs[i];
            if (output.Name is ModelCard.ProbabilitiesOutput or ModelCard.LogitsOutput && output.Sizes[1] != labels.Count)
            {
                throw new UserError($"{file}: {output.Sizes[1]} {output.Name} for {labels.Count} labels; {ModelFile.Remedy}");
            }

            complete |= output.Name == ModelCard.ProbabilitiesOutput;
        }

        if (!complete)
        {
            throw new UserError($"{file}: its graph has no output '{ModelCard.ProbabilitiesOutput}'; {ModelFile.Remedy}");
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
