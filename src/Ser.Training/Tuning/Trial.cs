using System.Text.Json;
using Ser.Core;

namespace Ser.Training.Tuning;

/// <summary>A recipe that is tried.</summary>
/// <param name="Number">Counted from 1; the first is the recipe that the search began with.</param>
/// <param name="Values">What it has for each key of the space, in the order of the space.</param>
/// <param name="Recipe">All of it.</param>
public sealed record Trial(int Number, IReadOnlyList<KeyValuePair<string, JsonElement>> Values, Recipe Recipe)
{
    /// <summary>A recipe with other values.</summary>
    /// <exception cref="UserError">A key is none of the recipe's, or a value is out of its range.</exception>
    internal static Trial Of(int number, Recipe recipe, IReadOnlyList<KeyValuePair<string, JsonElement>> values)
    {
        var tree = RecipePath.Tree(recipe);
        foreach (var (path, value) in values)
        {
            RecipePath.Set(tree, path, value);
        }

        return new Trial(number, values, Recipe.FromJson(JsonElement.Parse(tree.ToJsonString()), $"space, trial {number}"));
    }
}
