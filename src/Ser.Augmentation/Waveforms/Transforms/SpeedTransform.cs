using Ser.Audio.Rates;
using Ser.Augmentation.Chains;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Plays the clip faster or slower, as a tape: pitch and formants move too. Ko et al. 2015, "Audio augmentation for speech recognition".</summary>
internal sealed class SpeedTransform : IWaveformTransform
{
    /// <summary>Rates are ratios of whole numbers with this denominator.</summary>
    private const int Denominator = 1000;

    public string Name => "speed";

    public string Purpose => "plays the clip faster or slower: pitch and duration both";

    // Drawn in hundredths: every other rate needs a filter of its own, which takes longer to make than the clip to convert.
    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "rate", Meaning = "above 1 is faster and higher", Lowest = 0.25, Highest = 4, Default = new(0.9, 1.1), Step = 0.01 },
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values) =>
        RateConverter.For((int)Math.Round(values.Number("rate") * Denominator), Denominator).Convert(samples);
}
