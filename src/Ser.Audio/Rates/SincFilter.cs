namespace Ser.Audio.Rates;

/// <summary>The low-pass between two rates: a sinc under a Kaiser window.</summary>
/// <remarks>
/// Kaiser 1974, "Nonrecursive digital filter design using the I₀-sinh window function". All lengths are counted in
/// samples of the lower of the two rates, so that one design serves every ratio. The passband ends at 0.9 and the
/// stopband begins at 1.0 of the lower Nyquist frequency: a transition of Δω = 0.1 π. Kaiser's length formula
/// 2 · HalfWidth = (A − 7.95) / (2.285 Δω) then gives A = 108 dB, the ripple of both bands, and β = 0.1102 (A − 8.7).
/// </remarks>
internal static class SincFilter
{
    /// <summary>Reach of the filter to either side, in samples of the lower rate.</summary>
    public const int HalfWidth = 70;

    private const double Cutoff = 0.95;      // middle of the transition, as part of the lower Nyquist frequency
    private const double Beta = 10.99;

    private static readonly double WindowPeak = BesselI0(Beta);

    /// <summary>The impulse response for unit gain.</summary>
    /// <param name="x">Distance from the centre, in samples of the lower rate.</param>
    /// <returns>0 beyond <see cref="HalfWidth"/>.</returns>
    public static double At(double x)
    {
        double edge = x / HalfWidth;
        if (Math.Abs(edge) >= 1)
        {
            return 0;
        }

        double phase = Math.PI * Cutoff * x;
        double sinc = x == 0 ? Cutoff : Math.Sin(phase) / (Math.PI * x);
        return sinc * BesselI0(Beta * Math.Sqrt(1 - (edge * edge))) / WindowPeak;
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
