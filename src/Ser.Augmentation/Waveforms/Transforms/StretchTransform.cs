using Ser.Augmentation.Chains;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Makes the clip faster or slower and keeps its pitch: <see cref="TimeStretch"/>.</summary>
internal sealed class StretchTransform : IWaveformTransform
{
    public string Name => "stretch";

    public string Purpose => "makes the clip faster or slower, pitch kept";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "rate", Meaning = "above 1 is faster", Lowest = TimeStretch.LowestRate, Highest = TimeStretch.HighestRate, Default = new(0.8, 1.25) },
        Engine,
    ];

    /// <summary>How sound is stretched.</summary>
    internal static Parameter Engine { get; } = new()
    {
        Name = "engine", Meaning = "how: pieces of the waveform, or phases of a spectrogram", Words = ["wsola", "vocoder"], Default = Setting.Of("wsola"),
    };

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values) =>
        TimeStretch.Apply(samples, rate, values.Number("rate"), Enum.Parse<StretchEngine>(values.Word("engine"), ignoreCase: true));
}
