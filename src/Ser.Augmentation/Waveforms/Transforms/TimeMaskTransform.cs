using Ser.Augmentation.Chains;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Silences a stretch of the clip, but never more than half of it. Park et al. 2019, "SpecAugment", on the waveform.</summary>
internal sealed class TimeMaskTransform : IWaveformTransform
{
    public string Name => "timemask";

    public string Purpose => "silences a stretch, at most half of the clip";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "seconds", Meaning = "length of the stretch", Unit = "s", Lowest = 0, Highest = 60, Default = new(0.02, 0.2) },
        new() { Name = "at", Meaning = "its place: 0 is the beginning, 1 the end", Highest = 1, Default = new(0, 1) },
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values)
    {
        float[] masked = samples.ToArray();
        int length = (int)Math.Min(Math.Round(values.Number("seconds") * rate), samples.Length / 2);
        int start = (int)Math.Round(values.Number("at") * (samples.Length - length));
        masked.AsSpan(start, length).Clear();
        return masked;
    }
}
