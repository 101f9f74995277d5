namespace Ser.Reporting;

/// <summary>Colours for a matrix: lightness rises evenly from nearly black to nearly white, so order survives print and colour blindness.</summary>
/// <remarks>
/// A path through CIELAB (D65) of our own: L* goes in equal steps, the hue turns from blue over violet and orange to pale yellow,
/// and chroma, largest in the middle, gives way where sRGB has no such colour.
/// </remarks>
public static class ColourMap
{
    private const double Darkest = 7, Lightest = 97;             // L*
    private const double FirstHue = 290, LastHue = 460;          // degrees: blue-violet … yellow of the next turn

    /// <summary>256 colours from the lowest value to the highest.</summary>
    public static IReadOnlyList<Rgb> Glow { get; } = [.. Enumerable.Range(0, 256).Select(i => Colour(i / 255.0))];

    /// <summary>The place in <see cref="Glow"/> of a value; values outside the range take its ends, NaN the lower one.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="low">What the first colour stands for.</param>
    /// <param name="high">What the last colour stands for: above low.</param>
    public static byte IndexOf(double value, double low, double high)
    {
        double share = (value - low) / (high - low);
        return share > 0 ? (byte)Math.Round(255 * Math.Min(share, 1)) : (byte)0;   // a comparison with NaN is false
    }

    private static Rgb Colour(double share)
    {
        double lightness = Darkest + ((Lightest - Darkest) * share);
        double hue = (FirstHue + ((LastHue - FirstHue) * share)) * Math.PI / 180;
        double chroma = 16 + (58 * Math.Pow(Math.Sin(Math.PI * Math.Pow(share, 0.9)), 0.8));
        const double Step = 0.25;   // below what an eye tells apart, so giving way leaves no visible edge
        while (!InGamut(lightness, chroma, hue))
        {
            chroma -= Step;
        }

        var (red, green, blue) = Linear(lightness, chroma, hue);
        return new Rgb(Encode(red), Encode(green), Encode(blue));
    }

    private static bool InGamut(double lightness, double chroma, double hue)
    {
        var (red, green, blue) = Linear(lightness, chroma, hue);
        return chroma <= 0 || (Math.Min(red, Math.Min(green, blue)) >= 0 && Math.Max(red, Math.Max(green, blue)) <= 1);
    }

    /// <summary>L*, C*, h → L*a*b* → XYZ (D65) → linear sRGB.</summary>
    private static (double Red, double Green, double Blue) Linear(double lightness, double chroma, double hue)
    {
        double fy = (lightness + 16) / 116, fx = fy + (chroma * Math.Cos(hue) / 500), fz = fy - (chroma * Math.Sin(hue) / 200);
        double x = 0.95047 * Cube(fx), y = Cube(fy), z = 1.08883 * Cube(fz);
        return ((3.2404542 * x) - (1.5371385 * y) - (0.4985314 * z),
            (-0.9692660 * x) + (1.8760108 * y) + (0.0415560 * z),
            (0.0556434 * x) - (0.2040259 * y) + (1.0572252 * z));

        static double Cube(double f) => f > 6.0 / 29 ? f * f * f : 3 * (6.0 / 29) * (6.0 / 29) * (f - (4.0 / 29));
    }

    private static byte Encode(double linear)
    {
        double clipped = Math.Clamp(linear, 0, 1);
        double encoded = clipped <= 0.0031308 ? 12.92 * clipped : (1.055 * Math.Pow(clipped, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * encoded);
    }
}
