using MathNet.Numerics.LinearAlgebra;
using Ser.Core;
using Ser.Evaluation;

namespace Ser.Tests.Evaluation.Components;

public sealed class PrincipalComponentsTests
{
    [Theory]
    [InlineData(40, 3)]
    [InlineData(700, 30)]
    [InlineData(20, 300)]
    public void They_are_those_of_a_singular_value_decomposition(int rows, int columns)
    {
        float[] values = Leaning(rows, columns);
        var components = PrincipalComponents.Fit(values, columns, [.. Enumerable.Range(0, rows)]);
        var standard = Standard(values, columns);
        var svd = standard.Svd();
        double all = svd.S.Sum(value => value * value);
        for (int k = 0; k < 2; k++)
        {
            Assert.Equal(svd.S[k] * svd.S[k] / all, components.Shares[k], 1e-4);
            double[] expected = [.. (standard * svd.VT.Row(k)).Select(value => value)];
            double[] found = [.. Enumerable.Range(0, rows).Select(row => components.Project(values.AsSpan(row * columns, columns))).Select(point => k == 0 ? point.First : point.Second)];
            double sign = Math.Sign(expected.Zip(found).Sum(pair => pair.First * pair.Second));
            double size = Math.Sqrt(expected.Average(value => value * value));
            Assert.All(expected.Zip(found), pair => Assert.Equal(sign * pair.First, pair.Second, 0.02 * size));
        }
    }

    [Fact]
    public void Rows_that_do_not_count_are_projected_only()
    {
        float[] values = [.. Leaning(60, 4), .. Enumerable.Repeat(1000f, 40)];
        int[] first = [.. Enumerable.Range(0, 60)];
        Assert.Equal(PrincipalComponents.Fit(values[..240], 4, first).Shares, PrincipalComponents.Fit(values, 4, first).Shares);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(9, 1)]
    [InlineData(9, 2)]
    public void Few_rows_or_columns_and_columns_that_do_not_move_are_no_obstacle(int rows, int columns)
    {
        foreach (bool moves in (bool[])[true, false])
        {
            float[] values = moves ? Leaning(rows, columns) : [.. Enumerable.Repeat(0.1f, rows * columns)];
            var components = PrincipalComponents.Fit(values, columns, [.. Enumerable.Range(0, rows)]);
            var (x, y) = components.Project(values.AsSpan(0, columns));
            Assert.True(double.IsFinite(x) && double.IsFinite(y));
            Assert.All(components.Shares, share => Assert.InRange(share, 0, 1));
        }
    }

    private static Matrix<double> Standard(float[] values, int columns)
    {
        var matrix = Matrix<double>.Build.DenseOfRowMajor(values.Length / columns, columns, values.Select(value => (double)value));
        foreach (int i in Enumerable.Range(0, columns))
        {
            var column = matrix.Column(i);
            double mean = column.Average(), deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
            matrix.SetColumn(i, (column - mean) / deviation);
        }

        return matrix;
    }

    /// <summary>Two hidden figures of unequal weight in every row, and noise.</summary>
    private static float[] Leaning(int rows, int columns)
    {
        var random = new KeyedRandom(1, $"{rows} x {columns}", "components");
        double[] first = [.. Enumerable.Range(0, columns).Select(_ => random.Gaussian())], second = [.. Enumerable.Range(0, columns).Select(_ => random.Gaussian())];
        return
        [
            .. Enumerable.Range(0, rows).SelectMany(_ =>
            {
                double a = 4 * random.Gaussian(), b = 2 * random.Gaussian();
                return Enumerable.Range(0, columns).Select(i => (float)((a * first[i]) + (b * second[i]) + random.Gaussian()));
            }),
        ];
    }
}
