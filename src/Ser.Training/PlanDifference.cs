using System.Text.Json;

namespace Ser.Training;

/// <summary>Finds what makes two network plans incompatible although all weights have the same sizes, such as a stride.</summary>
internal static class PlanDifference
{
    /// <summary>Keys that do not matter to weights.</summary>
    private static readonly string[] Free = ["name", "dropout"];

    /// <summary>The first layer in which two plans differ, in words; null where there is none.</summary>
    /// <param name="there">A plan as a model card holds it.</param>
    /// <param name="here">The other one.</param>
    public static string? First(JsonElement there, JsonElement here)
    {
        if (there.ValueKind != JsonValueKind.Object)
        {
            return "its card does not say which one";
        }

        foreach (var property in here.EnumerateObject().Where(property => !Free.Contains(property.Name)))
        {
            if (!there.TryGetProperty(property.Name, out var other))
            {
                return $"{property.Name} is not said there and {property.Value.GetRawText()} here";
            }

            if (property.Value.ValueKind == JsonValueKind.Array && other.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() == other.GetArrayLength())
            {
                int differing = Enumerable.Range(0, other.GetArrayLength()).FirstOrDefault(i => !JsonElement.DeepEquals(property.Value[i], other[i]), -1);
                if (differing >= 0)
                {
                    return Words($"{property.Name}.{differing}", other[differing], property.Value[differing]);
                }
            }
            else if (!JsonElement.DeepEquals(property.Value, other))
            {
                return Words(property.Name, other, property.Value);
            }
        }

        return null;
    }

    private static string Words(string name, JsonElement there, JsonElement here) => $"{name} is {there.GetRawText()} there and {here.GetRawText()} here";
}
