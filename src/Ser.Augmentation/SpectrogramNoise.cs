using Ser.Core;

namespace Ser.Augmentation;

/// <summary>Stationary noise under a log-mel spectrogram, and a change of its level.</summary>
/// <param name="GainDb">Added to every band, and to the level rows by the caller.</param>
/// <param name="NoiseBelowDb">Distance of the noise below the clip's mean band power in dB; null for no noise.</param>
/// <param name="TiltDb">Rise of the noise from the lowest to the highest band.</param>
public readonly record struct SpectrogramNoise(double GainDb, double? NoiseBelowDb, double TiltDb)
{
    /// <summary>ln(10) / 10: decibels to nepers of power.</summary>
    private const double PerDecibel = 0.23025850929940457;

    /// <summary>Draws a gain and, with the chance of the options, a noise.</summary>
    public static SpectrogramNoise Draw(SpectralAugmentation options, KeyedRandom random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);

        double gain = random.Uniform(-options.GainDb, options.GainDb);
        bool noisy = random.Chance(options.NoiseChance);
        double below = random.Uniform(options.NoiseFromDb, options.NoiseToDb);
        double tilt = random.Uniform(-options.NoiseTiltDb, options.NoiseTiltDb);
        return new SpectrogramNoise(gain, noisy ? below : null, tilt);
    }

    /// <summary>Adds noise power to band power, then the gain, in place.</summary>
    /// <param name="logMel">bands × width levels in dB, row by row.</param>
    /// <param name="bands">Number of rows.</param>
    public void Apply(Span<float> logMel, int bands)
    {
        int width = logMel.Length / bands;
        if (NoiseBelowDb is { } below)
        {
            double meanPower = 0;
            foreach (float level in logMel)
            {
                meanPower += Math.Exp(level * PerDecibel);
            }

            double noise = (Math.Log(meanPower / logMel.Length) / PerDecibel) - below;
            for (int band = 0; band < bands; band++)
            {
                double share = bands > 1 ? ((double)band / (bands - 1)) - 0.5 : 0;
                AddPower(logMel.Slice(band * width, width), (float)(noise + (TiltDb * share)));
            }
        }

        foreach (ref float level in logMel)
        {
            level += (float)GainDb;
        }
    }

    /// <summary>10 log₁₀(10^(level/10) + 10^(noise/10)) for each level, written so that neither power can overflow.</summary>
    private static void AddPower(Span<float> levels, float noise)
    {
        foreach (ref float level in levels)
        {
            float louder = MathF.Max(level, noise);
            float distance = MathF.Abs(level - noise);
            level = louder + (MathF.Log(1 + MathF.Exp(-distance * (float)PerDecibel)) / (float)PerDecibel);
        }
    }
}
