using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>Mean, extremes and central moments of values, in double.</summary>
/// <remarks>Eight sums side by side, then their sum, then the last 0 to 7 values: the same order of additions on every machine.</remarks>
internal readonly record struct Moments(double Mean, double Std, double Min, double Max, double Skewness, double Kurtosis)
{
    /// <summary>Of one value or more. Two passes: powers of small deviations from a large mean keep their digits.</summary>
    public static Moments Of(ReadOnlySpan<float> values)
    {
        var (sum, min, max) = SumAndExtremes(values);
        if (min == max)
        {
            return new Moments(min, 0, min, max, 0, 0);   // without this the mean's rounding would be taken for a deviation
        }

        double mean = sum / values.Length;
        var (second, third, fourth) = Powers(values, mean);
        double variance = second / values.Length;
        return new Moments(
            mean, Math.Sqrt(variance), min, max,
            third / values.Length / (variance * Math.Sqrt(variance)),
            (fourth / values.Length / (variance * variance)) - 3);
    }

    private static (double Sum, float Min, float Max) SumAndExtremes(ReadOnlySpan<float> values)
    {
        Vector256<double> low = default, high = default;
        Vector256<float> least = Vector256.Create(values[0]), most = least;
        for (; values.Length >= Vector256<float>.Count; values = values[Vector256<float>.Count..])
        {
            var eight = Vector256.Create(values);
            least = Vector256.Min(least, eight);
            most = Vector256.Max(most, eight);
            low += Vector256.WidenLower(eight);
            high += Vector256.WidenUpper(eight);
        }

        double sum = Vector256.Sum(low + high);
        float min = least[0], max = most[0];
        for (int lane = 1; lane < Vector256<float>.Count; lane++)
        {
            (min, max) = (Math.Min(min, least[lane]), Math.Max(max, most[lane]));
        }

        foreach (float value in values)
        {
            sum += value;
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }

        return (sum, min, max);
    }

    /// <summary>Sums of the second, third and fourth powers of the deviations.</summary>
    private static (double Second, double Third, double Fourth) Powers(ReadOnlySpan<float> values, double mean)
    {
        Vector256<double> centre = Vector256.Create(mean), second = default, third = default, fourth = default;
        Vector256<double> secondHigh = default, thirdHigh = default, fourthHigh = default;
        for (; values.Length >= Vector256<float>.Count; values = values[Vector256<float>.Count..])
        {
            var eight = Vector256.Create(values);
            Vector256<double> low = Vector256.WidenLower(eight) - centre, high = Vector256.WidenUpper(eight) - centre;
            Vector256<double> square = low * low, squareHigh = high * high;
            second += square;
            secondHigh += squareHigh;
            third += square * low;
            thirdHigh += squareHigh * high;
            fourth += square * square;
            fourthHigh += squareHigh * squareHigh;
        }

        double sum2 = Vector256.Sum(second + secondHigh), sum3 = Vector256.Sum(third + thirdHigh), sum4 = Vector256.Sum(fourth + fourthHigh);
        foreach (float value in values)
        {
            double deviation = value - mean, square = deviation * deviation;
            sum2 += square;
            sum3 += square * deviation;
            sum4 += square * square;
        }

        return (sum2, sum3, sum4);
    }
}
