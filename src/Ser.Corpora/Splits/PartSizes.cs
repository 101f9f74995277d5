using Ser.Core;

namespace Ser.Corpora;

/// <summary>How many of some items go into validation and test.</summary>
/// <param name="Validation">1 or more.</param>
/// <param name="Test">1 or more.</param>
internal readonly record struct PartSizes(int Validation, int Test)
{
    /// <summary>Refuses shares that make no split.</summary>
    /// <exception cref="UserError">A share is not above 0, or both together leave nothing to train on.</exception>
    public static void CheckShares(double validation, double test)
    {
        if (!(validation > 0 && test > 0 && validation + test < 1))   // this way round, NaN is refused too
        {
            throw new UserError(
                $"split: validation {validation} and test {test} make no split; "
                + "give shares above 0 that add up to less than 1, such as 0.15 and 0.15");
        }
    }

    /// <summary>The shares of <paramref name="count"/>, rounded, but at least 1 for each of the three parts.</summary>
    /// <param name="count">3 or more.</param>
    /// <param name="validation">Share in (0, 1).</param>
    /// <param name="test">Share in (0, 1).</param>
    public static PartSizes Of(int count, double validation, double test)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 3);
        int v = Math.Max(1, (int)Math.Round(validation * count, MidpointRounding.AwayFromZero));
        int t = Math.Max(1, (int)Math.Round(test * count, MidpointRounding.AwayFromZero));
        while (v + t >= count)
        {
            if (v > t)
            {
                v--;
            }
            else
            {
                t--;
            }
        }

        return new PartSizes(v, t);
    }
}
