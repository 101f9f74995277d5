namespace Ser.Features;

/// <summary>Hann windows: raised cosines between 0 and 1.</summary>
/// <remarks>Computed in double, so every value is the float nearest to the exact one.</remarks>
public static class Hann
{
    /// <summary>½ − ½ cos(2πi / N): N samples of a period, for spectra. Overlapping by half, such windows add up to 1.</summary>
    /// <param name="length">N, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">length is not positive.</exception>
    public static float[] Periodic(int length) => Make(length, length);

    /// <summary>½ − ½ cos(2πi / (N − 1)): both ends are 0; a window of one sample is 1.</summary>
    /// <param name="length">N, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">length is not positive.</exception>
    public static float[] Symmetric(int length) => Make(length, length - 1);

    /// <summary>The same windows before they are rounded to float.</summary>
    /// <param name="length">N, 1 or more.</param>
    /// <param name="period">N for the periodic window, N − 1 for the symmetric one.</param>
    internal static double[] Exact(int length, int period)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);

        double[] window = new double[length];
        for (int i = 0; i < length; i++)
        {
            window[i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / period));
        }

        if (length == 1)
        {
            window[0] = 1;   // scipy's and torch's choice: a window of one sample weighs nothing
        }

        return window;
    }

    private static float[] Make(int length, int period) => [.. Exact(length, period).Select(value => (float)value)];
}
