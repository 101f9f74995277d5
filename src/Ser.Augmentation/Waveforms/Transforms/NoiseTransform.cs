using Ser.Augmentation.Chains;
using Ser.Core;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Adds noise at a signal-to-noise ratio of the whole clip, or at a level of its own.</summary>
/// <remarks>The ratio is that of the noise that was drawn, not of an expectation: it is met exactly. At a ratio, silence stays silent.</remarks>
internal sealed class NoiseTransform : IWaveformTransform
{
    public string Name => "noise";

    public string Purpose => "adds noise, so much below the clip's mean power";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "snr", Meaning = "signal-to-noise ratio of the whole clip's power", Unit = "dB", Lowest = -20, Highest = 100, Default = new(5, 40) },
        new() { Name = "amplitude", Meaning = "instead: RMS of the noise, full scale is 1", Lowest = 0, Highest = 1, InsteadOf = "snr" },
        new() { Name = "colour", Meaning = "spectrum: 0, -3 or -6 dB per octave", Words = ["white", "pink", "brown"], Default = Setting.Of("white") },
        new() { Name = "seed", Meaning = "number that the noise follows from", Highest = int.MaxValue, Default = new(0, int.MaxValue), Step = 1, IsDetail = true },
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values)
    {
        double power = values.Has("amplitude")
            ? values.Number("amplitude") * values.Number("amplitude")
            : MeanSquare.Of(samples) * Math.Pow(10, -values.Number("snr") / 10);
        if (power == 0)
        {
            return samples.ToArray();
        }

        var random = new KeyedRandom((long)values.Number("seed"), "", "noise");
        var colour = Enum.Parse<NoiseColour>(values.Word("colour"), ignoreCase: true);
        return MeanSquare.Mix(samples, ColouredNoise.Make(samples.Length, rate, colour, random), power);
    }
}
