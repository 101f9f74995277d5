using System.Globalization;
using System.Text.Json;

namespace Ser.Cli.Models;

/// <summary>The parts of a model card that are data of other rooms, in words: feature plan and architecture.</summary>
/// <remarks>A card may come from another version: what is missing is a question mark, and what is unknown is left out.</remarks>
internal static class LayerText
{
    /// <summary>A value as it stands in the card; numbers with four digits behind the point at most.</summary>
    public static string Word(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
        {
            return "?";
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number when value.TryGetDouble(out double number) && Math.Abs(number) >= 1e-3 => number.ToString("0.####", CultureInfo.InvariantCulture),
            _ => value.GetRawText(),
        };
    }

    /// <summary>Such as: emotion: windows of 400 samples every 256, FFT of 512, 64 mel bands (Htk) from 50 to 8000 Hz, 20 MFCC.</summary>
    public static string Features(JsonElement plan) =>
        $"{Word(plan, "name")}: windows of {Word(plan, "windowLength")} samples ({Word(plan, "window")}) every {Word(plan, "hopLength")}, FFT of {Word(plan, "fftSize")}, "
        + $"{Word(plan, "melBands")} mel bands ({Word(plan, "melScale")}) from {Word(plan, "lowHz")} to {Word(plan, "highHz")} Hz, {Word(plan, "mfccCount")} MFCC, "
        + $"padding {Word(plan, "padding")}, floor {Word(plan, "logFloor")}";

    /// <summary>The layers in their order, each with the branch where that is another one than before.</summary>
    public static IEnumerable<(string Branch, string Layer)> Layers(JsonElement plan)
    {
        foreach (var branch in Items(plan, "branches"))
        {
            string name = $"{Word(branch, "name")}: {string.Join(", ", Items(branch, "inputs").Select(input => input.ToString()))}";
            foreach (var block in Items(branch, "blocks"))
            {
                yield return (name, Block(block));
                name = "";
            }

            if (Word(branch, "outputs") is not ("0" or "?"))
            {
                yield return ("", $"convolution 1 x 1 over all rows to {Word(branch, "outputs")} channels, normalisation, ReLU");
            }
        }

        string units = Word(plan, "attentionUnits");
        yield return ("pooling", units == "0" ? "mean and deviation over time, normalisation" : $"attentive mean and deviation over time, {units} units, normalisation");
        if (Word(plan, "denseUnits") is not ("0" or "?"))
        {
            yield return ("dense", $"linear to {Word(plan, "denseUnits")} units, ReLU");
        }

        yield return ("classes", $"linear, softmax; dropout {Word(plan, "dropout")} in training");
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string Block(JsonElement block)
    {
        string pool = Size(block, "pool"), stride = Size(block, "stride");
        return $"convolution {Size(block, "kernel")} to {Word(block, "channels")} channels{(stride == "1 x 1" ? "" : $", stride {stride}")}"
            + $"{(pool == "1 x 1" ? "" : $", max pooling {pool}")}, normalisation, ReLU";
    }

    private static string Size(JsonElement block, string name) =>
        block.ValueKind == JsonValueKind.Object && block.TryGetProperty(name, out var size) ? $"{Word(size, "height")} x {Word(size, "width")}" : "? x ?";
}
