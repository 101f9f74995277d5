namespace Ser.Augmentation.Chains;

/// <summary>One transform and the values that were drawn for it.</summary>
public sealed class DrawnStep
{
    private readonly IWaveformTransform transform;

    internal DrawnStep(IWaveformTransform transform, DrawnValues values)
    {
        this.transform = transform;
        Values = values;
    }

    /// <summary>The transform's name.</summary>
    public string Name => transform.Name;

    /// <summary>What was drawn.</summary>
    public DrawnValues Values { get; }

    /// <summary>As a chain says it, every value fixed: reading it gives this step again.</summary>
    public override string ToString()
    {
        var parts = transform.Parameters
            .Where(parameter => Values.Has(parameter.Name))
            .Select(parameter => $"{parameter.Name}={new Setting(Values[parameter.Name].Number, Values[parameter.Name].Number, Values[parameter.Name].Word).ToText(parameter)}");
        return $"{transform.Name}({string.Join(',', parts)})";
    }

    internal float[] Apply(ReadOnlySpan<float> samples, int rate) => transform.Apply(samples, rate, Values);
}
