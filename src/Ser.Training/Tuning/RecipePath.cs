using System.Text.Json;
using System.Text.Json.Nodes;
using Ser.Core;

namespace Ser.Training.Tuning;

/// <summary>Finds and changes values of a recipe by their keys: "learningRate", "augmentation.bandMasks", "network.plane.0.channels".</summary>
internal static class RecipePath
{
    /// <summary>The recipe as a tree whose values can be changed.</summary>
    public static JsonObject Tree(Recipe recipe) => JsonObject.Create(recipe.ToJson())!;

    /// <summary>The value at a path.</summary>
    /// <exception cref="UserError">There is none; the message says which keys there are.</exception>
    public static JsonElement Get(JsonObject tree, string path)
    {
        var (holder, key) = Find(tree, path);
        return JsonElement.Parse((holder is JsonArray array ? array[int.Parse(key)] : holder[key])?.ToJsonString() ?? "null");
    }

    /// <summary>Replaces the value at a path.</summary>
    /// <exception cref="UserError">There is none; the message says which keys there are.</exception>
    public static void Set(JsonObject tree, string path, JsonElement value)
    {
        var (holder, key) = Find(tree, path);
        var node = JsonNode.Parse(value.GetRawText());
        if (holder is JsonArray array)
        {
            array[int.Parse(key)] = node;
        }
        else
        {
            holder[key] = node;
        }
    }

    private static (JsonNode Holder, string Key) Find(JsonObject tree, string path)
    {
        string[] keys = path.Split('.');
        JsonNode node = tree;
        for (int depth = 0; ; depth++)
        {
            string key = keys[depth];
            JsonNode? next = node switch
            {
                JsonObject inner when inner.ContainsKey(key) => inner[key],
                JsonArray array when int.TryParse(key, out int i) && i >= 0 && i < array.Count => array[i],
                _ => throw Unknown(node, path, keys[..depth]),
            };
            if (depth == keys.Length - 1)
            {
                return (node, key);
            }

            node = next ?? throw Unknown(null, path, keys[..(depth + 1)]);
        }
    }

    private static UserError Unknown(JsonNode? holder, string path, string[] place)
    {
        string where = place.Length == 0 ? "a recipe" : $"'{string.Join('.', place)}'";
        string has = holder switch
        {
            JsonObject inner => $"{where} has {string.Join(", ", inner.Select(pair => pair.Key))}",
            JsonArray array => $"{where} has 0 to {array.Count - 1}",
            _ => $"{where} is a single value",
        };
        return new UserError($"space: '{path}' is no key of the recipe; {has}");
    }
}
