using Ser.Augmentation.Chains;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Leaves the band of an analogue telephone line: 300 to 3400 Hz (ITU-T G.712), −3 dB at its edges.</summary>
internal sealed class TelephoneTransform : IWaveformTransform
{
    private const int LowOrder = 4, HighOrder = 8;

    public string Name => "telephone";

    public string Purpose => "leaves the band of a telephone line";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "low", Meaning = "lower edge, at -3 dB, 24 dB per octave", Unit = "Hz", Lowest = 10, Highest = 1000, Default = Setting.Of(300) },
        new() { Name = "high", Meaning = "upper edge, at -3 dB, 48 dB per octave", Unit = "Hz", Lowest = 1500, Highest = 100_000, Default = Setting.Of(3400) },
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values)
    {
        float[] filtered = samples.ToArray();
        Butterworth.HighPass(filtered, rate, values.Number("low"), LowOrder);
        Butterworth.LowPass(filtered, rate, values.Number("high"), HighOrder);
        return filtered;
    }
}
