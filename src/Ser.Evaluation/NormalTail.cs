namespace Ser.Evaluation;

/// <summary>The tails of the normal distribution: p values of statistics that are nearly normal.</summary>
internal static class NormalTail
{
    /// <summary>P(|Z| ≥ z) = erfc(z / √2), which is the upper tail of χ² = z² with one degree of freedom as well.</summary>
    /// <param name="z">0 or more.</param>
    /// <remarks>
    /// Abramowitz and Stegun 1964: below 2 the series 26.2.11, above it the continued fraction 26.2.14; both to the rounding of
    /// a double, a few 10⁻¹⁵ of the value.
    /// </remarks>
    public static double TwoSided(double z)
    {
        double density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        return z < 2 ? 1 - (2 * density * Series(z)) : 2 * density / Fraction(z);
    }

    /// <summary>z + z³/3 + z⁵/(3·5) + …</summary>
    private static double Series(double z)
    {
        double term = z, sum = z;
        for (int odd = 3; term > sum * 1e-17; odd += 2)
        {
            term *= z * z / odd;
            sum += term;
        }

        return sum;
    }

    /// <summary>z + 1/(z + 2/(z + 3/(z + …))), from a depth at which nothing changes any more for z of 2 and above.</summary>
    private static double Fraction(double z)
    {
        double rest = z;
        for (int i = 120; i > 0; i--)
        {
            rest = z + (i / rest);
        }

        return rest;
    }
}
