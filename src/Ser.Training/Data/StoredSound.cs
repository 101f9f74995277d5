namespace Ser.Training.Data;

/// <summary>The sound of a clip, kept for the whole run in half the memory of floats: 16 bits a sample, of the clip's own peak.</summary>
/// <remarks>Rounding lies 98 dB below a sine at the peak, below the floor of the log-mel levels.</remarks>
internal sealed class StoredSound
{
    private readonly short[] samples;
    private readonly float step;

    private StoredSound(short[] samples, float step)
    {
        this.samples = samples;
        this.step = step;
    }

    /// <summary>Number of samples.</summary>
    public int Length => samples.Length;

    /// <summary>Stores samples.</summary>
    public static StoredSound Of(ReadOnlySpan<float> samples)
    {
        float peak = 0;
        foreach (float sample in samples)
        {
            peak = Math.Max(peak, Math.Abs(sample));
        }

        float step = peak > 0 ? peak / short.MaxValue : 1;
        var stored = new short[samples.Length];
        for (int i = 0; i < stored.Length; i++)
        {
            stored[i] = (short)Math.Clamp(MathF.Round(samples[i] / step), short.MinValue, short.MaxValue);
        }

        return new StoredSound(stored, step);
    }

    /// <summary>The samples as they were, to half a step.</summary>
    public float[] ToSamples() => Array.ConvertAll(samples, sample => sample * step);
}
