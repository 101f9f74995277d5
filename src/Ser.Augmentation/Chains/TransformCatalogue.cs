using Ser.Augmentation.Waveforms.Transforms;

namespace Ser.Augmentation.Chains;

/// <summary>Every transform that a chain can name; a new one is added here.</summary>
public static class TransformCatalogue
{
    /// <summary>Those that act on sound.</summary>
    public static IReadOnlyList<ITransform> OnSound { get; } =
    [
        new NoiseTransform(), new BackgroundTransform(), new StretchTransform(), new PitchTransform(), new SpeedTransform(), new GainTransform(),
        new ShiftTransform(), new TelephoneTransform(), new LowpassTransform(), new HighpassTransform(), new EqualiserTransform(), new ReverbTransform(),
        new ClipTransform(), new MuLawTransform(), new TimeMaskTransform(),
    ];

    /// <summary>Those that act on features, in training.</summary>
    public static IReadOnlyList<ITransform> OnFeatures { get; } = [FeatureTransform.SpecAugment, FeatureTransform.Vtlp, FeatureTransform.Mixup];

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<ITransform> All { get; } = [.. OnSound, .. OnFeatures];

    /// <summary>The transform of a name; null where there is none.</summary>
    public static ITransform? Find(string name) => All.FirstOrDefault(transform => transform.Name == name);
}
