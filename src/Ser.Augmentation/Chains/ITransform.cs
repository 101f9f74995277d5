namespace Ser.Augmentation.Chains;

/// <summary>Something that a chain can name: it acts on sound (<see cref="IWaveformTransform"/>) or on features (<see cref="FeatureTransform"/>).</summary>
public interface ITransform
{
    /// <summary>How a chain calls it: lower-case letters.</summary>
    string Name { get; }

    /// <summary>What it does, in a few words.</summary>
    string Purpose { get; }

    /// <summary>What can be said about it, in the order in which it is drawn and listed.</summary>
    IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The chance that it is applied where the chain says none; null where it cannot be left to chance.</summary>
    double? Chance { get; }
}
