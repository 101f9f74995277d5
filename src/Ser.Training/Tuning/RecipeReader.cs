using System.Text.Json;
using Ser.Core;

namespace Ser.Training.Tuning;

/// <summary>Reads a recipe that was written whole and then changed here and there. Stands in for Recipe.FromJson, and goes when that is here.</summary>
internal static class RecipeReader
{
    /// <summary>Reads a recipe.</summary>
    /// <param name="json">Every key is there.</param>
    /// <param name="place">Where it comes from, for messages.</param>
    /// <exception cref="UserError">A value is of another kind, or out of its range.</exception>
    public static Recipe Read(JsonElement json, string place)
    {
        try
        {
            return json.Deserialize(RecipeJson.Default.Recipe)!;
        }
        catch (JsonException error)
        {
            throw new UserError($"{place}: {error.Path?.Replace("$.", "", StringComparison.Ordinal)} is of another kind than the recipe's; mend the space", error);
        }
        catch (UserError error)
        {
            throw new UserError($"{place}: {error.Message}", error);
        }
    }
}
