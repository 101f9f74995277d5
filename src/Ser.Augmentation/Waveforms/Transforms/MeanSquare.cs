namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>The power of a sound, and how one is put under another.</summary>
internal static class MeanSquare
{
    /// <summary>Σ x² / n; 0 for nothing.</summary>
    public static double Of(ReadOnlySpan<float> samples)
    {
        double sum = 0;   // double, because a minute added one by one in float loses its last digits
        foreach (float sample in samples)
        {
            sum += (double)sample * sample;
        }

        return samples.Length == 0 ? 0 : sum / samples.Length;
    }

    /// <summary>The sum of a sound and of a noise that is brought to a level below it.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="noise">As many samples of the noise, at any level.</param>
    /// <param name="noisePower">Mean square that the noise shall have.</param>
    /// <returns>The sound alone where the noise is silent, for silence has no level to change.</returns>
    public static float[] Mix(ReadOnlySpan<float> samples, ReadOnlySpan<float> noise, double noisePower)
    {
        double power = Of(noise);
        double factor = power > 0 ? Math.Sqrt(noisePower / power) : 0;
        var mixed = new float[samples.Length];
        for (int i = 0; i < mixed.Length; i++)
        {
            mixed[i] = samples[i] + (float)(factor * noise[i]);
        }

        return mixed;
    }
}
