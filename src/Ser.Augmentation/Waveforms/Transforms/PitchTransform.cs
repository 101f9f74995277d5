using Ser.Augmentation.Chains;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Makes the voice higher or lower and keeps the duration: <see cref="PitchShift"/>.</summary>
internal sealed class PitchTransform : IWaveformTransform
{
    public string Name => "pitch";

    public string Purpose => "makes the voice higher or lower, duration kept";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "semitones", Meaning = "above 0 is higher", Unit = "semitones", Lowest = -PitchShift.MostSemitones, Highest = PitchShift.MostSemitones, Default = new(-4, 4) },
        StretchTransform.Engine,
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values) =>
        PitchShift.Apply(samples, rate, values.Number("semitones"), Enum.Parse<StretchEngine>(values.Word("engine"), ignoreCase: true));
}
