using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ser.Core;

namespace Ser.Training.Configuration;

/// <summary>
/// Reads choices that a person has written as JSON: what is not written takes its default, and whatever is written wrongly is told with its
/// place. Comments and commas behind the last item are allowed.
/// </summary>
/// <remarks>
/// Keys and kinds come from the generated description of the type, so that a new property is known here without a line of code. Defaults are
/// put in before the text is read, because generated readers give properties that are absent 0 and not their initial value.
/// </remarks>
public static class StrictJson
{
    /// <summary>Reads the object in a file.</summary>
    /// <exception cref="UserError">It cannot be read, or is no JSON; told with line and column.</exception>
    public static JsonElement ReadFile(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllText(file), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new UserError($"{file}: is no JSON object; write {{ \"epochs\": 20 }}, for example");
        }
        catch (JsonException error)
        {
            string reason = error.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new UserError($"{file}, line {error.LineNumber + 1}, column {error.BytePositionInLine + 1}: no JSON ({reason}); mend it there", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string why = Directory.Exists(file) ? "is a folder" : File.Exists(file) ? "cannot be read" : "no such file";
            throw new UserError($"{file}: {why}; name a JSON file, such as the recipe.json of a run", error);
        }
    }

    /// <summary>Reads an object whose type has a default for everything, or says what it requires.</summary>
    /// <param name="given">What is written; an object.</param>
    /// <param name="type">The generated description of the type.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="path">The keys that lead to the object, with points between them; empty for the file's own object.</param>
    /// <param name="otherKeys">Keys of the object that somebody else reads.</param>
    /// <exception cref="UserError">A key is unknown or absent, or a value is of another kind or out of its range.</exception>
    public static T Read<T>(JsonElement given, JsonTypeInfo<T> type, string file, string path = "", IReadOnlyCollection<string>? otherKeys = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        var completion = new JsonCompletion(file, otherKeys ?? []);
        var whole = completion.Complete(given, type, path);
        try
        {
            return whole.Deserialize(type)!;
        }
        catch (UserError error)
        {
            string place = Culprit(given, [], reduced => _ = completion.Complete(reduced, type, path).Deserialize(type));
            string key = string.Join('.', new[] { path, place }.Where(part => part.Length > 0));
            throw new UserError(key.Length == 0 ? $"{file}: {error.Message}" : $"{file}: {key}: {error.Message}", error);
        }
        catch (JsonException error)
        {
            throw new UserError($"{file}: {error.Path?.TrimStart('$', '.')} cannot be read ({error.Message.Split(" Path:")[0].TrimEnd('.')}); correct it", error);
        }
    }

    /// <summary>Which value is refused: the first that is refused without the others; where none is, their object.</summary>
    private static string Culprit(JsonElement given, string[] place, Action<JsonElement> read)
    {
        foreach (var property in given.EnumerateObject())
        {
            string[] inner = [.. place, property.Name];
            try
            {
                read(Nested(inner, property.Value));
            }
            catch (UserError)
            {
                return property.Value.ValueKind == JsonValueKind.Object ? Culprit(property.Value, inner, read) : string.Join('.', inner);
            }
        }

        return string.Join('.', place);
    }

    private static JsonElement Nested(string[] keys, JsonElement value)
    {
        var node = JsonNode.Parse(value.GetRawText());
        foreach (string key in keys.Reverse())
        {
            node = new JsonObject { [key] = node };
        }

        return JsonSerializer.SerializeToElement(node, JsonNodes.Default.JsonNode);
    }
}
