using Ser.Augmentation.Chains;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Moves the clip in time; its length stays. What leaves at one end is lost, or comes in at the other.</summary>
internal sealed class ShiftTransform : IWaveformTransform
{
    public string Name => "shift";

    public string Purpose => "moves the clip in time, length kept";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "seconds", Meaning = "above 0 is later", Unit = "s", Lowest = -60, Highest = 60, Default = new(-0.2, 0.2) },
        new() { Name = "fill", Meaning = "what comes in: silence, or what left at the other end", Words = ["zero", "wrap"], Default = Setting.Of("zero") },
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values)
    {
        var moved = new float[samples.Length];
        long shift = (long)Math.Round(values.Number("seconds") * rate);
        if (samples.Length == 0)
        {
            return moved;
        }

        if (values.Word("fill") == "wrap")
        {
            int start = (int)(((shift % samples.Length) + samples.Length) % samples.Length);
            samples[..^start].CopyTo(moved.AsSpan(start));
            samples[^start..].CopyTo(moved);
            return moved;
        }

        int by = (int)Math.Clamp(shift, -samples.Length, samples.Length);
        samples[Math.Max(0, -by)..^Math.Max(0, by)].CopyTo(moved.AsSpan(Math.Max(0, by)));
        return moved;
    }
}
