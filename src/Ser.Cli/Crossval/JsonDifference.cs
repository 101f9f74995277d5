using System.Text.Json;

namespace Ser.Cli.Crossval;

/// <summary>Names the first thing in which two JSON values differ.</summary>
internal static class JsonDifference
{
    /// <summary>Such as "recipe.epochs is 2, not 3"; null where they are equal. Keys are compared in the order of the first value.</summary>
    public static string? First(JsonElement value, JsonElement other) => First(value, other, "");

    private static string? First(JsonElement a, JsonElement b, string path)
    {
        if (a.ValueKind == JsonValueKind.Object && b.ValueKind == JsonValueKind.Object)
        {
            foreach (string name in a.EnumerateObject().Concat(b.EnumerateObject()).Select(property => property.Name).Distinct())
            {
                string inner = path.Length == 0 ? name : $"{path}.{name}";
                string? difference = (a.TryGetProperty(name, out var x), b.TryGetProperty(name, out var y)) switch
                {
                    (true, true) => First(x, y, inner),
                    (true, false) => $"{inner} is {Text(x)}, not absent",
                    _ => $"{inner} is absent, not {Text(y)}",
                };
                if (difference is not null)
                {
                    return difference;
                }
            }

            return null;
        }

        if (a.ValueKind == JsonValueKind.Array && b.ValueKind == JsonValueKind.Array)
        {
            if (a.GetArrayLength() != b.GetArrayLength())
            {
                return $"{path} has {a.GetArrayLength()} entries, not {b.GetArrayLength()}";
            }

            return a.EnumerateArray().Zip(b.EnumerateArray())
                .Select((pair, i) => First(pair.First, pair.Second, $"{path}[{i + 1}]"))
                .FirstOrDefault(difference => difference is not null);
        }

        return JsonElement.DeepEquals(a, b) ? null : $"{path} is {Text(a)}, not {Text(b)}";
    }

    /// <summary>Short enough for a line: a hash is told from another by its beginning.</summary>
    private static string Text(JsonElement value)
    {
        const int Longest = 40;
        string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= Longest ? text : $"{text[..12]}…";
    }
}
