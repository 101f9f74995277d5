namespace Ser.Features;

/// <summary>Hertz and mel, both ways.</summary>
/// <remarks>
/// Slaney: Auditory Toolbox (Interval TR 1998-010): 200/3 Hz a mel below 1000 Hz (mel 15), above that a factor of 6.4 in 27 mel.
/// Htk: O'Shaughnessy 1987: 2595 log10(1 + f / 700). 1000 Hz is 15 mel in one and 999.99 mel in the other.
/// </remarks>
public static class MelScale
{
    private const double HzPerMel = 200.0 / 3, KneeHz = 1000, KneeMel = KneeHz / HzPerMel;

    private static readonly double LogStep = Math.Log(6.4) / 27;

    /// <summary>Hertz, 0 or more, to mel.</summary>
    public static double FromHz(double hz, MelScaleKind scale) => scale switch
    {
        MelScaleKind.Htk => 2595 * Math.Log10(1 + (hz / 700)),
        _ when hz < KneeHz => hz / HzPerMel,
        _ => KneeMel + (Math.Log(hz / KneeHz) / LogStep),
    };

    /// <summary>Mel, 0 or more, to hertz.</summary>
    public static double ToHz(double mel, MelScaleKind scale) => scale switch
    {
        MelScaleKind.Htk => 700 * (Math.Pow(10, mel / 2595) - 1),
        _ when mel < KneeMel => mel * HzPerMel,
        _ => KneeHz * Math.Exp(LogStep * (mel - KneeMel)),
    };

    /// <summary>Frequencies in Hz that are evenly spaced in mel, both ends included.</summary>
    /// <param name="count">How many: 2 or more.</param>
    /// <param name="lowHz">The first.</param>
    /// <param name="highHz">The last.</param>
    /// <param name="scale">The curve.</param>
    /// <exception cref="ArgumentOutOfRangeException">count is below 2.</exception>
    public static double[] Frequencies(int count, double lowHz, double highHz, MelScaleKind scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);

        double low = FromHz(lowHz, scale), step = (FromHz(highHz, scale) - low) / (count - 1);
        double[] hz = new double[count];
        for (int i = 0; i < count; i++)
        {
            hz[i] = ToHz(low + (step * i), scale);
        }

        return hz;
    }
}
