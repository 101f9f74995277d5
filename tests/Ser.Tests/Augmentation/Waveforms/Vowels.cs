namespace Ser.Tests.Augmentation.Waveforms;

/// <summary>Synthetic vowels whose pitch and formants are known at every sample: harmonics 1/h through resonators (Klatt 1980).</summary>
internal static class Vowels
{
    public const int Rate = 16_000;

    /// <summary>Formants in Hz and their bandwidths: /a/ of a man.</summary>
    public static readonly (double Hz, double Bandwidth)[] A = [(730, 80), (1090, 90), (2440, 120), (3500, 150)];

    /// <summary>/i/ of a man.</summary>
    public static readonly (double Hz, double Bandwidth)[] I = [(270, 60), (2290, 100), (3010, 120), (3700, 150)];

    /// <summary>How the pitch of a sound runs: Hz over the share of its duration, 0 … 1.</summary>
    private static double F0(string contour, double share) => contour switch
    {
        "steady" => 110,
        "low" => 75,
        "vibrato" => 180 * (1 + (0.04 * Math.Sin(2 * Math.PI * 11 * share))),
        "glide" => 120 * Math.Pow(2, share),
        "high" => 320 * (1 + (0.03 * Math.Sin(2 * Math.PI * 12 * share))),
        _ => throw new ArgumentException(contour),
    };

    /// <summary>A vowel of peak 0.5 whose pitch is a contour times a factor; two seconds unless said otherwise.</summary>
    public static float[] Sing(string contour, (double Hz, double Bandwidth)[] formants, double factor = 1, int samples = 2 * Rate)
    {
        double[] x = new double[samples];
        double phase = 0;
        for (int i = 0; i < samples; i++)
        {
            double f0 = factor * F0(contour, i / (double)samples);
            phase += 2 * Math.PI * f0 / Rate;
            double first = Math.Cos(phase), before = 1, cos = first;
            for (int h = 1; h * f0 < 7600; h++)
            {
                x[i] += cos / h;
                (before, cos) = (cos, (2 * first * cos) - before);   // cos((h + 1) φ), by Chebyshev
            }
        }

        foreach (var (hz, bandwidth) in formants)
        {
            Resonate(x, hz, bandwidth);
        }

        double peak = x.Max(Math.Abs);
        return [.. x.Select(value => (float)(0.5 * value / peak))];
    }

    private static void Resonate(double[] x, double hz, double bandwidth)
    {
        double radius = Math.Exp(-Math.PI * bandwidth / Rate), a = 2 * radius * Math.Cos(2 * Math.PI * hz / Rate), b = -radius * radius;
        double one = 0, two = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double y = ((1 - a - b) * x[i]) + (a * one) + (b * two);
            (two, one, x[i]) = (one, y, y);
        }
    }
}
