using Ser.Augmentation.Chains;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Makes the clip louder or softer.</summary>
internal sealed class GainTransform : IWaveformTransform
{
    public string Name => "gain";

    public string Purpose => "makes the clip louder or softer";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "db", Meaning = "change of level", Unit = "dB", Lowest = -100, Highest = 100, Default = new(-6, 6) },
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values)
    {
        double factor = Math.Pow(10, values.Number("db") / 20);
        var louder = new float[samples.Length];
        for (int i = 0; i < louder.Length; i++)
        {
            louder[i] = (float)(samples[i] * factor);
        }

        return louder;
    }
}
