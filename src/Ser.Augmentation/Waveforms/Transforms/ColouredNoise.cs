using Ser.Core;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Gaussian noise whose power falls by 0, 3 or 6 dB per octave above 20 Hz.</summary>
/// <remarks>
/// Brown noise is white noise behind one pole at 20 Hz. Pink noise is white noise behind a pole in every octave from 20 Hz on,
/// each followed by a zero half an octave above it: −6 dB over one half of every octave and 0 dB over the other, which the
/// width of poles and zeros smooths to −3 dB per octave within 0.2 dB. Below 20 Hz, where nobody hears, both are flat.
/// </remarks>
internal static class ColouredNoise
{
    private const double LowestHz = 20;

    /// <summary>Makes a noise.</summary>
    /// <param name="length">Samples.</param>
    /// <param name="rate">Samples per second.</param>
    /// <param name="colour">How its power is spread.</param>
    /// <param name="random">One Gaussian number is drawn per sample.</param>
    /// <returns>Samples at no particular level.</returns>
    public static float[] Make(int length, int rate, NoiseColour colour, KeyedRandom random)
    {
        var noise = new float[length];
        foreach (ref float sample in noise.AsSpan())
        {
            sample = (float)random.Gaussian();
        }

        if (colour == NoiseColour.Brown)
        {
            Filter(noise, Place(LowestHz, rate), 0);
        }
        else if (colour == NoiseColour.Pink)
        {
            for (double hz = LowestHz; hz < rate / 2.0; hz *= 2)
            {
                Filter(noise, Place(hz, rate), Place(hz * Math.Sqrt(2), rate));
            }
        }

        return noise;
    }

    /// <summary>Where a pole or zero of a frequency lies on the real axis of the z-plane.</summary>
    private static double Place(double hz, int rate) => Math.Exp(-2 * Math.PI * hz / rate);

    /// <summary>y[n] = x[n] − zero · x[n − 1] + pole · y[n − 1], in place.</summary>
    private static void Filter(float[] samples, double pole, double zero)
    {
        double before = 0, out1 = 0;
        foreach (ref float sample in samples.AsSpan())
        {
            double x = sample;
            out1 = x - (zero * before) + (pole * out1);
            before = x;
            sample = (float)out1;
        }
    }
}
