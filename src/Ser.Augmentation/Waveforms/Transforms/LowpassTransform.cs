using Ser.Augmentation.Chains;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Takes away what lies above an edge: a muffled voice, a cheap microphone. See <see cref="Butterworth"/>.</summary>
internal sealed class LowpassTransform : IWaveformTransform
{
    public string Name => "lowpass";

    public string Purpose => "takes away what lies above a frequency";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "hz", Meaning = "the edge, at -3 dB", Unit = "Hz", Lowest = 10, Highest = 100_000, Default = new(2000, 7000) },
        new() { Name = "order", Meaning = "steepness: 6 dB per octave each; even", Lowest = 2, Highest = 12, Default = Setting.Of(4), Step = 2 },
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values)
    {
        float[] filtered = samples.ToArray();
        Butterworth.LowPass(filtered, rate, values.Number("hz"), (int)values.Number("order"));
        return filtered;
    }
}
