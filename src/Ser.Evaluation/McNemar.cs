namespace Ser.Evaluation;

/// <summary>
/// McNemar's test (1947): of the clips that exactly one of two models has right, is it one of them more often than a coin would say?
/// </summary>
/// <remarks>
/// Exact: p = min(1, 2·P(X ≤ m)), X binomial of n = b + c throws and chance ½, m = min(b, c). Mid-p: 2·P(X ≤ m) − P(X = m), with
/// which Fagerland et al. 2013 (doi:10.1186/1471-2288-13-91) found the level kept best. Corrected (Edwards 1948):
/// χ² = max(|b − c| − 1, 0)² / n. The test takes clips as independent; clips of one speaker are not, so judge by
/// <see cref="PairedBootstrap"/> where speakers are known.
/// </remarks>
public static class McNemar
{
    /// <summary>Tests the two counts.</summary>
    /// <param name="b">Clips that only the first model has right: 0 or more.</param>
    /// <param name="c">Clips that only the second model has right: 0 or more.</param>
    public static McNemarResult Test(int b, int c)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(b);
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        if (b == c)
        {
            return new McNemarResult(b, c, 1, 1, 0, 1);
        }

        double n = (double)b + c;
        var (below, at) = Coin(Math.Min(b, c), n);
        double excess = Math.Abs((double)b - c) - 1;
        double chiSquared = excess * excess / n;
        return new McNemarResult(
            b, c, Math.Min(1, 2 * (below + at)), Math.Min(1, (2 * below) + at), chiSquared, NormalTail.TwoSided(Math.Sqrt(chiSquared)));
    }

    /// <summary>Counts the clips on which two models differ, and tests them.</summary>
    /// <param name="truth">Class of each clip.</param>
    /// <param name="first">What the first model took each clip for, in the same order.</param>
    /// <param name="second">What the second model took it for.</param>
    /// <exception cref="ArgumentException">Lengths that differ.</exception>
    public static McNemarResult Test(IReadOnlyList<int> truth, IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != truth.Count || second.Count != truth.Count)
        {
            throw new ArgumentException(
                $"{first.Count} and {second.Count} predictions for {truth.Count} clips", first.Count != truth.Count ? nameof(first) : nameof(second));
        }

        int b = 0, c = 0;
        for (int clip = 0; clip < truth.Count; clip++)
        {
            bool right = first[clip] == truth[clip], otherRight = second[clip] == truth[clip];
            b += right && !otherRight ? 1 : 0;
            c += otherRight && !right ? 1 : 0;
        }

        return Test(b, c);
    }

    /// <summary>P(X &lt; m) and P(X = m) of n throws of a fair coin; 0 where they are smaller than a double can be.</summary>
    private static (double Below, double At) Coin(int m, double n)
    {
        // C(n, m) by factors that are 1 or more, scaled by powers of two, which cost no digit: off by some m roundings at most.
        const int Step = 512;
        double mantissa = 1, exponent = -n;
        for (int i = 1; i <= m; i++)
        {
            mantissa *= (n - m + i) / i;
            if (mantissa > Math.ScaleB(1, Step))
            {
                mantissa = Math.ScaleB(mantissa, -Step);
                exponent += Step;
            }
        }

        double at = Math.ScaleB(mantissa, (int)exponent);
        double below = 0;
        double term = at;
        for (int i = m; i > 0 && term > below * 1e-18; i--)
        {
            term *= i / (n - i + 1);   // P(X = i − 1) from P(X = i)
            below += term;
        }

        return (below, at);
    }
}
