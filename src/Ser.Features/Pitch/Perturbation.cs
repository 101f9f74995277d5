namespace Ser.Features;

/// <summary>How unsteady the periods of a voice and their amplitudes are, by the definitions and limits of Praat.</summary>
/// <remarks>
/// T is the interval between consecutive marks. An interval counts as a period from 0.1 ms to 20 ms; neighbours are compared
/// where the longer one is at most 1.3 times the shorter one, amplitudes up to 1.6 times. Every figure is NaN where
/// there is no pair to compare.
/// </remarks>
public static class Perturbation
{
    /// <summary>Largest ratio of neighbouring periods.</summary>
    public const double LargestPeriodFactor = 1.3;

    /// <summary>Largest ratio of neighbouring amplitudes.</summary>
    public const double LargestAmplitudeFactor = 1.6;

    private const double ShortestPeriod = 0.0001, LongestPeriod = 0.02;

    /// <summary>Periods of a voice: intervals of allowed length that do not stand between two of quite another length.</summary>
    /// <param name="marks">Times in s, ascending.</param>
    /// <returns>How many there are, and their mean in s, NaN where there is none.</returns>
    public static (int Count, double MeanSeconds) Periods(ReadOnlySpan<double> marks)
    {
        int count = 0;
        double sum = 0;
        for (int i = 1; i < marks.Length; i++)
        {
            bool hasLeft = i > 1, hasRight = i + 1 < marks.Length;
            if (IsPeriod(marks, i) && ((!hasLeft && !hasRight) || (hasLeft && AreAlike(marks, i - 1)) || (hasRight && AreAlike(marks, i))))
            {
                count++;
                sum += marks[i] - marks[i - 1];
            }
        }

        return (count, sum / count);
    }

    /// <summary>Jitter (local): the mean of |T(i) − T(i+1)|, divided by the mean period.</summary>
    /// <param name="marks">Times in s, ascending.</param>
    public static double JitterLocal(ReadOnlySpan<double> marks)
    {
        int count = 0;
        double sum = 0;
        for (int i = 1; i + 1 < marks.Length; i++)
        {
            if (IsPeriod(marks, i) && IsPeriod(marks, i + 1) && AreAlike(marks, i))
            {
                count++;
                sum += Math.Abs(marks[i + 1] - (2 * marks[i]) + marks[i - 1]);
            }
        }

        return sum / count / Periods(marks).MeanSeconds;
    }

    /// <summary>Jitter (ppq5): the mean of |T(i) − the mean of T(i−2) … T(i+2)|, divided by the mean period.</summary>
    /// <param name="marks">Times in s, ascending.</param>
    public static double JitterPpq5(ReadOnlySpan<double> marks)
    {
        int count = 0;
        double sum = 0;
        for (int i = 3; i + 2 < marks.Length; i++)
        {
            bool all = IsPeriod(marks, i - 2);
            for (int j = i - 2; j < i + 2; j++)
            {
                all &= IsPeriod(marks, j + 1) && AreAlike(marks, j);
            }

            if (all)
            {
                count++;
                sum += Math.Abs(marks[i] - marks[i - 1] - ((marks[i + 2] - marks[i - 3]) / 5));
            }
        }

        return sum / count / Periods(marks).MeanSeconds;
    }

    /// <summary>Shimmer (local): the mean of |A(i) − A(i+1)|, divided by the mean amplitude.</summary>
    /// <param name="marks">Times in s, ascending.</param>
    /// <param name="amplitudes">One for each mark, NaN where it has none.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double ShimmerLocal(ReadOnlySpan<double> marks, ReadOnlySpan<double> amplitudes)
    {
        double mean = 0;
        int all = 0;
        foreach (double amplitude in amplitudes)
        {
            if (!double.IsNaN(amplitude))
            {
                mean += amplitude;
                all++;
            }
        }

        mean /= all;
        return MeanOfPairs(marks, amplitudes, static (a, b) => Math.Abs(a - b)) / mean;
    }

    /// <summary>Shimmer (local, dB): the mean of |20 log10 (A(i+1) / A(i))|.</summary>
    /// <param name="marks">Times in s, ascending.</param>
    /// <param name="amplitudes">One for each mark, NaN where it has none.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double ShimmerDb(ReadOnlySpan<double> marks, ReadOnlySpan<double> amplitudes) =>
        MeanOfPairs(marks, amplitudes, static (a, b) => Math.Abs(20 * Math.Log10(b / a)));

    /// <summary>Whether the intervals before and after a mark are two periods: both allowed, and of about the same length.</summary>
    internal static bool IsBetweenPeriods(ReadOnlySpan<double> marks, int i) =>
        i > 0 && i + 1 < marks.Length && IsPeriod(marks, i) && IsPeriod(marks, i + 1) && AreAlike(marks, i);

    private static double MeanOfPairs(ReadOnlySpan<double> marks, ReadOnlySpan<double> amplitudes, Func<double, double, double> measure)
    {
        if (marks.Length != amplitudes.Length)
        {
            throw new ArgumentException($"{amplitudes.Length} amplitudes for {marks.Length} marks", nameof(amplitudes));
        }

        int count = 0;
        double sum = 0;
        for (int i = 1; i < marks.Length; i++)
        {
            double a = amplitudes[i - 1], b = amplitudes[i];
            if (a > 0 && b > 0 && IsPeriod(marks, i) && Math.Max(a, b) <= LargestAmplitudeFactor * Math.Min(a, b))
            {
                count++;
                sum += measure(a, b);
            }
        }

        return sum / count;
    }

    /// <summary>Whether the interval that ends at mark i has the length of a period.</summary>
    private static bool IsPeriod(ReadOnlySpan<double> marks, int i) => marks[i] - marks[i - 1] is >= ShortestPeriod and <= LongestPeriod;

    /// <summary>Whether the intervals before and after mark i differ by no more than the factor.</summary>
    private static bool AreAlike(ReadOnlySpan<double> marks, int i)
    {
        double before = marks[i] - marks[i - 1], after = marks[i + 1] - marks[i];
        return Math.Max(before, after) <= LargestPeriodFactor * Math.Min(before, after);
    }
}
