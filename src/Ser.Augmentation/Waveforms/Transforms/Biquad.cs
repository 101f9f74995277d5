namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>A filter of two poles and two zeros: y = b0 x + b1 x₁ + b2 x₂ − a1 y₁ − a2 y₂.</summary>
internal readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>A bell: raises or lowers what lies about a frequency, and leaves the rest of the spectrum.</summary>
    /// <param name="centre">Frequency in radians per sample: above 0, below π.</param>
    /// <param name="gainDb">Gain at the centre in dB.</param>
    /// <param name="q">Centre over width: above 0. The width is taken between the frequencies of half the gain in dB.</param>
    /// <remarks>Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter coefficients" (W3C Note 2021): peakingEQ.</remarks>
    public static Biquad Peaking(double centre, double gainDb, double q)
    {
        double amplitude = Math.Pow(10, gainDb / 40), alpha = Math.Sin(centre) / (2 * q);
        double scale = 1 / (1 + (alpha / amplitude)), middle = -2 * Math.Cos(centre) * scale;
        return new((1 + (alpha * amplitude)) * scale, middle, (1 - (alpha * amplitude)) * scale, middle, (1 - (alpha / amplitude)) * scale);
    }

    /// <summary>Filters in place, from silence (direct form II, transposed).</summary>
    public void Filter(Span<float> samples)
    {
        const int Block = 1024;
        const double Nothing = 1e-30;   // below any sound; further down, arithmetic slows down a hundredfold
        double first = 0, second = 0;
        for (var rest = samples; rest.Length > 0; rest = rest[Math.Min(Block, rest.Length)..])
        {
            foreach (ref float sample in rest[..Math.Min(Block, rest.Length)])
            {
                double x = sample, y = (B0 * x) + first;
                first = (B1 * x) - (A1 * y) + second;
                second = (B2 * x) - (A2 * y);
                sample = (float)y;
            }

            if (Math.Abs(first) + Math.Abs(second) < Nothing)
            {
                first = second = 0;
            }
        }
    }
}
