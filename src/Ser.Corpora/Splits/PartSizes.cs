using Ser.Core;

namespace Ser.Corpora;

/// <summary>How many of some items go into validation and test.</summary>
/// <param name="Validation">0 where there shall be no validation part, else 1 or more.</param>
/// <param name="Test">0 where there shall be no test part, else 1 or more.</param>
internal readonly record struct PartSizes(int Validation, int Test)
{
    /// <summary>Refuses shares that make no split.</summary>
    /// <exception cref="UserError">One is below 0, or both together leave nothing to train on.</exception>
    public static void CheckShares(double validation, double test)
    {
        if (!(validation >= 0 && test >= 0 && validation + test < 1))   // this way round, NaN is refused too
        {
            throw new UserError(
                $"split: validation {validation} and test {test} make no split; "
                + "give shares above 0 (0 makes no such part) that add up to less than 1, such as 0.15 and 0.15");
        }
    }

    /// <summary>How many items each part needs at least, all together.</summary>
    public static int Fewest(double validation, double test) => 1 + (validation > 0 ? 1 : 0) + (test > 0 ? 1 : 0);

    /// <summary>The shares of <paramref name="count"/>, rounded, but at least 1 for each part that there shall be.</summary>
    /// <param name="count">At least <see cref="Fewest"/>.</param>
    /// <param name="validation">Share in [0, 1); 0 for no validation part.</param>
    /// <param name="test">Share in [0, 1); 0 for no test part.</param>
    public static PartSizes Of(int count, double validation, double test)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, Fewest(validation, test));
        int v = validation > 0 ? Math.Max(1, (int)Math.Round(validation * count, MidpointRounding.AwayFromZero)) : 0;
        int t = test > 0 ? Math.Max(1, (int)Math.Round(test * count, MidpointRounding.AwayFromZero)) : 0;
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
