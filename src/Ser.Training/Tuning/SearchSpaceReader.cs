using System.Text.Json;
using Ser.Core;

namespace Ser.Training.Tuning;

/// <summary>Reads a search space: an object whose keys are those of recipe.json, each with a range or a choice.</summary>
internal static class SearchSpaceReader
{
    private static readonly string[] Keys = ["from", "to", "log", "whole", "choose"];

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="UserError">It is no such object; told with file and key.</exception>
    public static SearchSpace Read(string text, string file)
    {
        try
        {
            var json = JsonElement.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false });
            if (json.ValueKind != JsonValueKind.Object || json.GetPropertyCount() == 0)
            {
                throw new UserError($$"""{{file}}: is no object of keys; give such as { "learningRate": { "from": 0.001, "to": 0.01, "log": true } }""");
            }

            return new SearchSpace([.. json.EnumerateObject().Select(property => Dimension(property.Name, property.Value, $"{file}: {property.Name}"))], text);
        }
        catch (JsonException error)
        {
            throw new UserError($"{file}: line {error.LineNumber + 1}: is no JSON ({error.Message.Split(". ")[0].Split(" LineNumber")[0].TrimEnd('.')})", error);
        }
    }

    private static SearchDimension Dimension(string path, JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new UserError($$"""{{place}} is {{value.GetRawText()}}; give a range { "from": 0, "to": 1 } or a choice { "choose": [1, 2] }""");
        }

        if (value.EnumerateObject().FirstOrDefault(property => !Keys.Contains(property.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw new UserError($"{place} has no '{unknown.Name}'; there are {string.Join(", ", Keys)}");
        }

        if (value.TryGetProperty("choose", out var choose))
        {
            return value.GetPropertyCount() == 1 && choose.ValueKind == JsonValueKind.Array && choose.GetArrayLength() > 0
                ? new SearchDimension(path, 0, 0, IsLogarithmic: false, IsWhole: false, [.. choose.EnumerateArray()])
                : throw new UserError($"{place}: choose wants a list of values, and nothing beside it");
        }

        bool isLogarithmic = Flag(value, "log", place), isWhole = Flag(value, "whole", place);
        double from = Number(value, "from", place), to = Number(value, "to", place);
        return from > to ? throw new UserError($"{place}: from {from} to {to} is the wrong way round")
            : isLogarithmic && from <= 0 ? throw new UserError($"{place}: from is {from}, but a logarithm needs a number above 0; give one or leave out log")
            : isWhole && (from != Math.Round(from) || to != Math.Round(to)) ? throw new UserError($"{place}: from {from} to {to} are not whole; give whole numbers or leave out whole")
            : new SearchDimension(path, from, to, isLogarithmic, isWhole, []);
    }

    private static double Number(JsonElement value, string key, string place) =>
        !value.TryGetProperty(key, out var number) ? throw new UserError($"{place} has no '{key}'; a range wants from and to")
            : number.ValueKind == JsonValueKind.Number && double.IsFinite(number.GetDouble()) ? number.GetDouble()
            : throw new UserError($"{place}: {key} is {number.GetRawText()}; give a number");

    private static bool Flag(JsonElement value, string key, string place) =>
        value.TryGetProperty(key, out var flag)
        && (flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : throw new UserError($"{place}: {key} is {flag.GetRawText()}; give true or false"));
}
