using System.Numerics;

namespace Ser.Resampling.Neighbours;

/// <summary>
/// Rows as the search sees them: scaled by a power of two and less the mean of their columns, in float. What is subtracted and
/// scaled changes no order of distances, and keeps the squares away from overflow and from cancelling each other.
/// </summary>
internal sealed class CentredRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RowMatrix<T> matrix;
    private readonly double[] scaledMeans;
    private readonly double scale;

    /// <param name="matrix">The table.</param>
    /// <param name="rows">The rows whose means and range count; at least one.</param>
    public CentredRows(RowMatrix<T> matrix, ReadOnlySpan<int> rows)
    {
        this.matrix = matrix;
        double[] means = new double[matrix.Columns];
        double share = 1.0 / rows.Length;
        foreach (int row in rows)
        {
            var values = matrix.Row(row);
            for (int column = 0; column < means.Length; column++)
            {
                means[column] += double.CreateTruncating(values[column]) * share;
            }
        }

        double largest = 0;
        foreach (int row in rows)
        {
            var values = matrix.Row(row);
            for (int column = 0; column < means.Length; column++)
            {
                double half = Math.Abs((double.CreateTruncating(values[column]) * 0.5) - (means[column] * 0.5));   // whole, it might overflow
                largest = half > largest ? half : largest;
            }
        }

        scale = largest > 0 ? Math.ScaleB(1, -Math.Clamp(Math.ILogB(largest) + 1, -1000, 1000)) : 1;
        scaledMeans = Array.ConvertAll(means, mean => mean * scale);
    }

    /// <summary>One row, all values within −1 … 1 or a little beyond.</summary>
    public void Write(int row, Span<float> target)
    {
        var values = matrix.Row(row);
        for (int column = 0; column < values.Length; column++)
        {
            target[column] = (float)((double.CreateTruncating(values[column]) * scale) - scaledMeans[column]);
        }
    }

    /// <summary>The squared distance of two rows in the same scale, from the values of the table in double: what decides.</summary>
    public double SquaredDistance(int first, int second)
    {
        ReadOnlySpan<T> x = matrix.Row(first), y = matrix.Row(second);
        double even = 0, odd = 0, third = 0, fourth = 0;   // four sums, so that none has to wait for the one before
        int i = 0;
        for (; i + 4 <= x.Length; i += 4)
        {
            even += Square(x[i], y[i]);
            odd += Square(x[i + 1], y[i + 1]);
            third += Square(x[i + 2], y[i + 2]);
            fourth += Square(x[i + 3], y[i + 3]);
        }

        for (; i < x.Length; i++)
        {
            even += Square(x[i], y[i]);
        }

        return even + odd + (third + fourth);
    }

    private double Square(T x, T y)
    {
        double difference = (double.CreateTruncating(x) * scale) - (double.CreateTruncating(y) * scale);
        return difference * difference;
    }
}
