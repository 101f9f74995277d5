using System.Text.Json;

namespace Ser.Tests.Evaluation;

/// <summary>One case of the reference figures, which scikit-learn 1.2.1 computed in float64.</summary>
internal sealed class ReferenceCase(JsonElement json)
{
    public static IReadOnlyList<ReferenceCase> All() => [.. Table("cases").EnumerateArray().Select(one => new ReferenceCase(one))];

    /// <summary>What stands beside the cases, such as "mcnemar".</summary>
    public static JsonElement Table(string key)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(TestData.Require("reference", "metrics.json")));
        return document.RootElement.GetProperty(key).Clone();
    }

    public string Name => json.GetProperty("name").GetString()!;

    public string[] Labels => [.. Enumerable.Range(0, json.GetProperty("n_classes").GetInt32()).Select(i => $"class {i}")];

    public int[] Truth => Integers("y_true");

    public int[] Predicted => Integers("y_pred");

    public double[][]? Probabilities => json.GetProperty("y_prob") is { ValueKind: JsonValueKind.Array } rows
        ? [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(p => p.GetDouble()).ToArray())]
        : null;

    public JsonElement this[string key] => json.GetProperty(key);

    /// <summary>A figure, or null where scikit-learn gives NaN or none.</summary>
    public double? Figure(string key) => json.GetProperty(key) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    public double[] Figures(string key) => [.. json.GetProperty(key).EnumerateArray().Select(value => value.GetDouble())];

    private int[] Integers(string key) => [.. json.GetProperty(key).EnumerateArray().Select(value => value.GetInt32())];
}
