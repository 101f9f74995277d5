using System.Numerics.Tensors;

namespace Ser.Features;

/// <summary>Mean, extremes and central moments of values, in double and in their order.</summary>
internal readonly record struct Moments(double Mean, double Std, double Min, double Max, double Skewness, double Kurtosis)
{
    /// <summary>Of one value or more. Two passes: powers of small deviations from a large mean keep their digits.</summary>
    public static Moments Of(ReadOnlySpan<float> values)
    {
        double sum = 0, min = TensorPrimitives.Min(values), max = TensorPrimitives.Max(values);
        foreach (float value in values)
        {
            sum += value;
        }

        if (min == max)
        {
            return new Moments(min, 0, min, max, 0, 0);   // without this the mean's rounding would be taken for a deviation
        }

        double mean = sum / values.Length, second = 0, third = 0, fourth = 0;
        foreach (float value in values)
        {
            double deviation = value - mean, square = deviation * deviation;
            second += square;
            third += square * deviation;
            fourth += square * square;
        }

        double variance = second / values.Length;
        return new Moments(
            mean, Math.Sqrt(variance), min, max,
            third / values.Length / (variance * Math.Sqrt(variance)),
            (fourth / values.Length / (variance * variance)) - 3);
    }
}
