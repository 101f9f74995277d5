using System.Text.Json;

namespace Ser.Cli.Models;

/// <summary>Which of its epochs a model holds, as the recipe in its card tells.</summary>
internal static class ModelSelection
{
    /// <summary>Whether it is the one with the best validation. Older models do not say so, and always held that one.</summary>
    public static bool IsBest(JsonElement recipe) =>
        recipe.ValueKind != JsonValueKind.Object || !recipe.TryGetProperty("selection", out var selection) || selection.ValueKind != JsonValueKind.String
        || selection.GetString() == "best";
}
