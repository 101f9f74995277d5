using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Training.Configuration;

/// <summary>Checks JSON against the description of a type, key by key, and puts in what is not written.</summary>
/// <param name="file">The file's name, for messages.</param>
/// <param name="otherKeys">Keys of the outermost object that somebody else reads.</param>
internal sealed class JsonCompletion(string file, IReadOnlyCollection<string> otherKeys)
{
    /// <summary>The same object with every key of its type.</summary>
    /// <param name="given">What is written.</param>
    /// <param name="type">The description of the type.</param>
    /// <param name="path">The keys that lead to it.</param>
    /// <exception cref="UserError">A key is unknown, absent or there twice, or a value is of another kind.</exception>
    public JsonObject Complete(JsonElement given, JsonTypeInfo type, string path) => Object(given, type, path, null, otherKeys);

    private JsonObject Object(JsonElement given, JsonTypeInfo type, string path, JsonObject? defaults, IReadOnlyCollection<string> others)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            throw Fault(path, given, "an object: { … }");
        }

        var known = type.Properties.Where(property => property.Get is not null && (property.Set is not null || property.AssociatedParameter is not null)).ToArray();
        var written = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in given.EnumerateObject())
        {
            string key = Join(path, property.Name);
            if (!written.TryAdd(property.Name, property.Value))
            {
                throw new UserError($"{file}: {key} stands there twice; keep one");
            }

            if (!others.Contains(property.Name) && !known.Any(one => one.Name == property.Name))
            {
                throw Unknown(key, property.Name, [.. known.Select(one => one.Name), .. others]);
            }
        }

        defaults ??= Defaults(type);
        var whole = new JsonObject();
        foreach (var property in known)
        {
            string key = Join(path, property.Name);
            var byDefault = defaults?[property.Name];
            if (written.TryGetValue(property.Name, out var value))
            {
                whole[property.Name] = value.ValueKind == JsonValueKind.Null && property.IsSetNullable
                    ? null
                    : Value(value, Describe(type, property.PropertyType), key, byDefault);
            }
            else if (byDefault is not null)
            {
                whole[property.Name] = byDefault.DeepClone();
            }
            else if (property.IsRequired && property.IsSetNullable && defaults is not null)
            {
                whole[property.Name] = null;   // what is required and off by default
            }
            else if (property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false })
            {
                throw new UserError($"{file}: {key} is missing; add it");
            }
        }

        return whole;
    }

    private JsonNode Value(JsonElement given, JsonTypeInfo type, string key, JsonNode? byDefault)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when type.PolymorphismOptions is null:
                return Object(given, type, key, byDefault as JsonObject, []);
            case JsonTypeInfoKind.Enumerable when given.ValueKind == JsonValueKind.Array:
                var element = Describe(type, type.ElementType!);
                return new JsonArray([.. given.EnumerateArray().Select((item, i) => Value(item, element, $"{key}[{i}]", null))]);
            case JsonTypeInfoKind.Enumerable:
                throw Fault(key, given, "a list: [ … ]");
            case JsonTypeInfoKind.Dictionary when given.ValueKind == JsonValueKind.Object:
                var content = Describe(type, type.ElementType!);
                return new JsonObject(given.EnumerateObject().Select(
                    pair => KeyValuePair.Create(pair.Name, (JsonNode?)Value(pair.Value, content, Join(key, pair.Name), null))));
            case JsonTypeInfoKind.Dictionary:
                throw Fault(key, given, "an object: { … }");
            default:
                return Single(given, type, key);
        }
    }

    private JsonNode Single(JsonElement given, JsonTypeInfo type, string key)
    {
        var kind = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (kind.IsEnum)
        {
            var described = Describe(type, kind);
            string[] names = [.. Enum.GetValuesAsUnderlyingType(kind).Cast<object>()
                .Select(value => JsonSerializer.SerializeToElement(Enum.ToObject(kind, value), described).GetString()!)];
            return given.ValueKind == JsonValueKind.String && names.FirstOrDefault(one => one.Equals(given.GetString(), StringComparison.OrdinalIgnoreCase)) is { } name
                ? name
                : throw Fault(key, given, $"one of {string.Join(' ', names)}");
        }

        string? wanted = Type.GetTypeCode(kind) switch
        {
            TypeCode.Boolean when given.ValueKind is not (JsonValueKind.True or JsonValueKind.False) => "true or false",
            TypeCode.Int32 when given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out _) => "a whole number",
            TypeCode.Int64 when given.ValueKind != JsonValueKind.Number || !given.TryGetInt64(out _) => "a whole number",
            TypeCode.Double or TypeCode.Single when given.ValueKind != JsonValueKind.Number || !double.IsFinite(given.GetDouble()) => "a number",
            TypeCode.String when given.ValueKind != JsonValueKind.String => "a text in quotation marks",
            _ => null,
        };
        return wanted is null ? JsonNode.Parse(given.GetRawText())! : throw Fault(key, given, wanted);
    }

    /// <summary>What an object of a type holds before anybody chooses anything; null for a type that is made of its values only.</summary>
    private static JsonObject? Defaults(JsonTypeInfo type) => type.Type.GetConstructor(Type.EmptyTypes) is { } make && !type.Type.IsValueType
        ? JsonSerializer.SerializeToNode(make.Invoke([]), type) as JsonObject
        : null;

    private static JsonTypeInfo Describe(JsonTypeInfo from, Type type) => from.Options.GetTypeInfo(type);

    private UserError Unknown(string key, string name, string[] known)
    {
        string remedy = Spelling.Nearest(name, known) is { } near ? $"did you mean {near}?" : $"the keys are {string.Join(' ', known)}";
        return new UserError($"{file}: {key} is no key; {remedy}");
    }

    private UserError Fault(string key, JsonElement given, string wanted)
    {
        const int Longest = 60;
        string text = given.GetRawText().ReplaceLineEndings(" ");
        return new UserError($"{file}: {(key.Length == 0 ? "the whole" : key)} is {(text.Length > Longest ? $"{text[..Longest]}…" : text)}; give {wanted}");
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
