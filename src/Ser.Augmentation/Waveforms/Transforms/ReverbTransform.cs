using Ser.Augmentation.Chains;
using Ser.Core;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Puts the speaker into a small room: <see cref="Reverberation"/>.</summary>
internal sealed class ReverbTransform : IWaveformTransform
{
    public string Name => "reverb";

    public string Purpose => "puts the speaker into a small room";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "rt60", Meaning = "time in which the sound of the room falls by 60 dB", Unit = "s", Lowest = Reverberation.ShortestRt60, Highest = Reverberation.LongestRt60, Default = new(0.15, 0.6) },
        new() { Name = "wet", Meaning = "amplitude of the reflections; 1 is as in the room", Lowest = 0, Highest = 1, Default = Setting.Of(1) },
        new() { Name = "room", Meaning = "number that size and places in the room follow from", Highest = int.MaxValue, Default = new(0, int.MaxValue), Step = 1, IsDetail = true },
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values) => Reverberation.Apply(
        samples, rate, values.Number("rt60"), values.Number("wet"), new KeyedRandom((long)values.Number("room"), "", "room"));
}
