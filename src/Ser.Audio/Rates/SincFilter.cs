namespace Ser.Audio.Rates;

/// <summary>A low-pass: a sinc under a Kaiser window.</summary>
/// <remarks>
/// Kaiser 1974, "Nonrecursive digital filter design using the I₀-sinh window function". Lengths are counted in samples of
/// one rate, and frequencies in parts of half of that rate. Of a transition of Δω = π (stop − pass) and a ripple of A dB Kaiser's
/// formulas make a length of 2 · HalfWidth = (A − 7.95) / (2.285 Δω) and a window of β = 0.1102 (A − 8.7).
/// </remarks>
/// <param name="pass">Up to here the gain is 1.</param>
/// <param name="stop">From here on it is 0.</param>
/// <param name="attenuationDb">The ripple of both bands, in dB below 1: above 50.</param>
internal sealed class SincFilter(double pass, double stop, double attenuationDb)
{
    /// <summary>
    /// Between two rates, in samples of the lower one: flat up to 0.9 of its half, nothing from its half on. One design for every
    /// ratio: A is what a half width of 70 samples reaches.
    /// </summary>
    public static readonly SincFilter Sharp = new(0.9, 1, 108.4);

    private readonly double cutoff = (pass + stop) / 2;
    private readonly double beta = 0.1102 * (attenuationDb - 8.7);
    private readonly double windowPeak = BesselI0(0.1102 * (attenuationDb - 8.7));

    /// <summary>Reach of the filter to either side, in samples.</summary>
    public int HalfWidth { get; } = (int)Math.Ceiling((attenuationDb - 7.95) / (2.285 * Math.PI * (stop - pass)) / 2);

    /// <summary>The impulse response for unit gain.</summary>
    /// <param name="x">Distance from the centre, in samples.</param>
    /// <returns>0 beyond <see cref="HalfWidth"/>.</returns>
    public double At(double x)
    {
        double edge = x / HalfWidth;
        if (Math.Abs(edge) >= 1)
        {
            return 0;
        }

        double phase = Math.PI * cutoff * x;
        double sinc = x == 0 ? cutoff : Math.Sin(phase) / (Math.PI * x);
        return sinc * BesselI0(beta * Math.Sqrt(1 - (edge * edge))) / windowPeak;
    }

    /// <summary>Modified Bessel function of the first kind and order 0, by its power series; all terms are positive, so nothing cancels.</summary>
    private static double BesselI0(double x)
    {
        double quarter = x * x / 4;
        double term = 1, sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }
}
