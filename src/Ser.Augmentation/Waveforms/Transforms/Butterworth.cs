namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Low-pass and high-pass filters that are as flat as can be in the band that they leave: −3 dB at the edge, then 6 dB per octave and order.</summary>
/// <remarks>
/// Butterworth 1930, "On the theory of filter amplifiers": pairs of poles of Q = 1 / (2 cos θ), θ = π (2k + 1) / (2 · order), each
/// brought to the z-plane by the bilinear transform with the edge in its place. They are of minimum phase, as filters of
/// telephones and loudspeakers are: nothing rings before it sounds.
/// </remarks>
internal static class Butterworth
{
    /// <summary>Takes away what lies above the edge, in place. An edge at half the rate or above takes nothing.</summary>
    public static void LowPass(Span<float> samples, int rate, double edgeHz, int order)
    {
        if (edgeHz < rate / 2.0)
        {
            Cascade(samples, 2 * Math.PI * edgeHz / rate, order, isHighPass: false);
        }
    }

    /// <summary>Takes away what lies below the edge, in place. An edge at half the rate or above leaves silence.</summary>
    public static void HighPass(Span<float> samples, int rate, double edgeHz, int order)
    {
        if (edgeHz < rate / 2.0)
        {
            Cascade(samples, 2 * Math.PI * edgeHz / rate, order, isHighPass: true);
        }
        else
        {
            samples.Clear();
        }
    }

    private static void Cascade(Span<float> samples, double edge, int order, bool isHighPass)
    {
        double cos = Math.Cos(edge), sin = Math.Sin(edge);
        for (int pair = 0; pair < order / 2; pair++)
        {
            double q = 1 / (2 * Math.Cos(Math.PI * ((2 * pair) + 1) / (2 * order)));
            double alpha = sin / (2 * q), scale = 1 / (1 + alpha);
            double middle = isHighPass ? -(1 + cos) : 1 - cos;
            double edges = Math.Abs(middle) / 2 * scale;
            new Biquad(edges, middle * scale, edges, -2 * cos * scale, (1 - alpha) * scale).Filter(samples);
        }
    }
}
