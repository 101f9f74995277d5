using Ser.Augmentation.Chains;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Cuts off the peaks, as an overdriven microphone does: whatever reaches beyond so many dB below the clip's own peak is held there.</summary>
/// <remarks>The threshold follows the clip, so that soft and loud clips are cut alike. The rest keeps its level.</remarks>
internal sealed class ClipTransform : IWaveformTransform
{
    public string Name => "clip";

    public string Purpose => "cuts off the peaks";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "db", Meaning = "how far below the clip's peak it is cut", Unit = "dB", Lowest = 0, Highest = 60, Default = new(3, 12) },
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values)
    {
        float peak = PeakLimit.PeakOf(samples);
        float threshold = (float)(peak * Math.Pow(10, -values.Number("db") / 20));
        var cut = new float[samples.Length];
        for (int i = 0; i < cut.Length; i++)
        {
            cut[i] = Math.Clamp(samples[i], -threshold, threshold);
        }

        return cut;
    }
}
