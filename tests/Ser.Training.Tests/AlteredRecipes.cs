using System.Collections;
using System.Reflection;
using Ser.Core;
using Ser.Training;

namespace Ser.Tests.Training;

/// <summary>Recipes that differ from another one in a single property, each property once: found by reflection, so that none is forgotten.</summary>
internal static class AlteredRecipes
{
    /// <summary>Values of properties that are null by default.</summary>
    private static readonly Dictionary<Type, object> Examples = new()
    {
        [typeof(ModelOrigin)] = new ModelOrigin("0123", "other", null),
        [typeof(WaveformAugmentation)] = new WaveformAugmentation { Chain = "noise(snr=5..40)" },
    };

    /// <summary>The keys that lead to the property as JSON has them, and the recipe.</summary>
    public static IEnumerable<(string Path, Recipe Recipe)> Of(Recipe recipe) => Altered(recipe, "").Select(pair => (pair.Path, (Recipe)pair.Value));

    private static IEnumerable<(string Path, object Value)> Altered(object record, string path)
    {
        var properties = record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToArray();
        Assert.NotEmpty(properties);
        foreach (var property in properties)
        {
            string key = path + char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            object? value = property.GetValue(record);
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (value is not null && IsRecord(type))
            {
                foreach (var (inner, changed) in Altered(value, key + "."))
                {
                    yield return (inner, With(record, property, changed) ?? throw new InvalidOperationException($"{inner}: the changed value is refused"));
                }
            }
            else
            {
                yield return (key, Candidates(type, value, key).Select(candidate => With(record, property, candidate)).OfType<object>().FirstOrDefault()
                    ?? throw new InvalidOperationException($"{key}: every other value is refused; add a candidate"));
            }
        }
    }

    private static IEnumerable<object> Candidates(Type type, object? value, string key) => (type, value) switch
    {
        ({ IsEnum: true }, null) => [Enum.GetValues(type).GetValue(0)!],
        ({ IsEnum: true }, _) => Enum.GetValues(type).Cast<object>().Where(other => !other.Equals(value)),
        (_, null) when Examples.TryGetValue(type, out object? example) => [example],
        (_, bool flag) => [!flag],
        (_, int number) => [number + 1, number - 1, number + 2, number * 2],
        (_, long number) => [number + 1],
        (_, double number) => ((double[])[number * 0.75, number + 0.25, number - 0.25]).Where(other => other != number).Cast<object>(),
        (_, null) when type == typeof(double) => [80.0],
        (_, null) when type == typeof(int) => [3],
        (_, null) when type == typeof(string) => ["other"],
        (_, string text) => [text + "-other", "pitch(semitones=-2..2)"],
        (_, IReadOnlyList<double> { Count: 0 }) => [new[] { 0.8 }],
        (_, IList list) => [Shorter(type.GetGenericArguments()[0], list)],
        _ => throw new InvalidOperationException($"{key}: no value of {type} is known here; add one"),
    };

    private static Array Shorter(Type element, IList list)
    {
        Assert.NotEmpty(list);
        var shorter = Array.CreateInstance(element, list.Count - 1);
        for (int i = 0; i < shorter.Length; i++)
        {
            shorter.SetValue(list[i], i);
        }

        return shorter;
    }

    private static object? With(object record, PropertyInfo property, object value)
    {
        object copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        try
        {
            property.SetValue(copy, value);
            return copy;
        }
        catch (TargetInvocationException error) when (error.InnerException is UserError)
        {
            return null;
        }
    }

    private static bool IsRecord(Type type) => type.IsClass && type.GetMethod("<Clone>$") is not null;
}
