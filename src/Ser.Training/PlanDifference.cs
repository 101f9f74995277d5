using System.Text.Json;

namespace Ser.Training;

/// <summary>Finds what makes two network plans incompatible although all weights have the same sizes, such as a stride.</summary>
internal static class PlanDifference
{
    /// <summary>Keys that do not matter to weights.</summary>
    private static readonly string[] Free = ["name", "dropout", "finerSteps"];

    /// <summary>The first layer in which two plans differ, in words; null where there is none.</summary>
    /// <param name="there">A plan as a model card holds it.</param>
    /// <param name="here">The other one.</param>
    public static string? First(JsonElement there, JsonElement here) =>
        there.ValueKind == JsonValueKind.Object ? First(there, here, "") : "its card does not say which one";

    /// <summary>Down to the blocks: what differs within one is told with all of it.</summary>
    private static string? First(JsonElement there, JsonElement here, string path)
    {
        foreach (var property in here.EnumerateObject().Where(property => !Free.Contains(property.Name)))
        {
            string name = path + property.Name;
            if (!there.TryGetProperty(property.Name, out var other))
            {
                return $"{name} is not said there and {property.Value.GetRawText()} here";
            }

            if (Difference(name, other, property.Value) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static string? Difference(string name, JsonElement there, JsonElement here)
    {
        if (JsonElement.DeepEquals(there, here))
        {
            return null;
        }

        if (here.ValueKind == JsonValueKind.Array && there.ValueKind == JsonValueKind.Array && here.GetArrayLength() == there.GetArrayLength())
        {
            return Enumerable.Range(0, here.GetArrayLength()).Select(i => Difference($"{name}.{i}", there[i], here[i])).FirstOrDefault(difference => difference is not null);
        }

        bool isBranch = here.ValueKind == JsonValueKind.Object && here.TryGetProperty("blocks", out _) && there.ValueKind == JsonValueKind.Object;
        return isBranch ? First(there, here, $"{name}.") : $"{name} is {there.GetRawText()} there and {here.GetRawText()} here";
    }
}
