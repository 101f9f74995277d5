namespace Ser.Augmentation.Chains;

/// <summary>A transform of features, which only training has: its numbers go into <see cref="SpectralAugmentation"/> and the recipe.</summary>
/// <param name="Name">How a chain calls it.</param>
/// <param name="Purpose">What it does.</param>
/// <param name="Parameters">What can be said about it: single numbers.</param>
/// <param name="Chance">Share of the batches in which it acts where the chain says none; null where it always does.</param>
public sealed record FeatureTransform(string Name, string Purpose, IReadOnlyList<Parameter> Parameters, double? Chance) : ITransform
{
    /// <summary>Masks over bands and frames.</summary>
    public static FeatureTransform SpecAugment { get; } = new(
        "specaugment",
        "hides bands and stretches of time of the spectrogram",
        [
            Number("bands", "masks over bands", "", 0, 16, 2, step: 1),
            Number("width", "widest mask over bands", "bands", 0, 1024, 8, step: 1),
            Number("frames", "masks over time", "", 0, 16, 2, step: 1),
            Number("length", "longest mask over time", "frames", 0, 4096, 16, step: 1),
        ],
        null);

    /// <summary>Another length of the vocal tract.</summary>
    public static FeatureTransform Vtlp { get; } = new(
        "vtlp",
        "scales and moves the mel bands: another length of the vocal tract",
        [
            Number("scale", "scale of the frequency axis, 1 plus or minus up to this", "", 0, 0.5, 0.06, step: 0),
            Number("shift", "its shift, up to this in either direction", "bands", 0, 32, 3, step: 0),
        ],
        null);

    /// <summary>Two clips in one.</summary>
    public static FeatureTransform Mixup { get; } = new(
        "mixup",
        "mixes the features and the labels of two clips",
        [Number("alpha", "both parameters of the beta distribution of the share", "", 1e-3, 100, 0.2, step: 0)],
        0.5);

    private static Parameter Number(string name, string meaning, string unit, double lowest, double highest, double byDefault, double step) => new()
    {
        Name = name, Meaning = meaning, Unit = unit, Lowest = lowest, Highest = highest, Default = Setting.Of(byDefault), Step = step, IsFixed = true,
    };
}
