namespace Ser.Augmentation.Chains;

/// <summary>What was drawn for a transform, by the names of its parameters.</summary>
public sealed class DrawnValues
{
    private readonly IReadOnlyDictionary<string, DrawnValue> values;

    internal DrawnValues(IReadOnlyDictionary<string, DrawnValue> values) => this.values = values;

    /// <summary>The names that have a value.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>Whether a parameter is in force.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>The number of a parameter.</summary>
    /// <exception cref="KeyNotFoundException">It is not in force.</exception>
    public double Number(string name) => values[name].Number;

    /// <summary>The word or text of a parameter.</summary>
    /// <exception cref="KeyNotFoundException">It is not in force, or a number.</exception>
    public string Word(string name) => values[name].Word ?? throw new KeyNotFoundException($"{name} is a number");

    internal DrawnValue this[string name] => values[name];
}
