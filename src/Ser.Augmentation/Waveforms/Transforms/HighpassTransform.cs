using Ser.Augmentation.Chains;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Takes away what lies below an edge: a thin voice, a small loudspeaker. See <see cref="Butterworth"/>.</summary>
internal sealed class HighpassTransform : IWaveformTransform
{
    public string Name => "highpass";

    public string Purpose => "takes away what lies below a frequency";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "hz", Meaning = "the edge, at -3 dB", Unit = "Hz", Lowest = 10, Highest = 100_000, Default = new(100, 400) },
        new() { Name = "order", Meaning = "steepness: 6 dB per octave each; even", Lowest = 2, Highest = 12, Default = Setting.Of(4), Step = 2 },
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values)
    {
        float[] filtered = samples.ToArray();
        Butterworth.HighPass(filtered, rate, values.Number("hz"), (int)values.Number("order"));
        return filtered;
    }
}
