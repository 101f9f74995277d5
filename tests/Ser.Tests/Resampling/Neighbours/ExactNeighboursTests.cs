using Ser.Core;
using Ser.Resampling;
using Ser.Resampling.Neighbours;

namespace Ser.Tests.Resampling.Neighbours;

public sealed class ExactNeighboursTests
{
    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(7, 3, 2)]
    [InlineData(48, 16, 5)]
    [InlineData(50, 17, 49)]
    [InlineData(300, 257, 5)]
    [InlineData(1100, 31, 10)]   // three blocks of rows
    public void They_are_those_that_a_plain_search_finds(int rows, int columns, int count)
    {
        Compare(Noise(rows, columns, offset: 0), columns, count);
        Compare([.. Noise(rows, columns, offset: 0).Select(value => (double)(float)value)], columns, count);
    }

    /// <summary>A third of the values are equal to others, so most distances have their double.</summary>
    [Theory]
    [InlineData(200, 1)]
    [InlineData(600, 2)]
    public void Among_equals_the_first_row_comes_first(int rows, int columns) =>
        Compare([.. Noise(rows, columns, offset: 0).Select(value => Math.Round(value))], columns, 7);

    [Fact]
    public void Rows_that_are_all_the_same_have_the_first_ones_as_neighbours()
    {
        var table = Find(new double[700 * 3], 3, 4);
        Assert.Equal([1, 2, 3, 4], table.Of(0).ToArray());
        Assert.Equal([0, 1, 3, 4], table.Of(2).ToArray());
        Assert.Equal([0, 1, 2, 3], table.Of(699).ToArray());
    }

    /// <summary>In float, differences of 1 are lost beside 10⁹, and squares of 10³⁰⁰ and 10⁻³⁰⁰ in double as well.</summary>
    [Theory]
    [InlineData(1e9, 1)]
    [InlineData(-1e13, 1)]
    [InlineData(0, 1e300)]
    [InlineData(0, 1e-300)]
    [InlineData(1e-290, 1e-300)]
    public void Neither_far_away_nor_huge_nor_tiny_values_disturb(double offset, double scale)
    {
        double[] plain = [.. Noise(150, 4, offset: 0).Select(value => Math.Round(value * 16) / 16)];   // exact at every offset and scale
        double[] moved = scale is 1 ? [.. plain.Select(value => value + offset)] : [.. plain.Select(value => value * scale)];
        if (scale is 1)
        {
            Assert.Equal(Find(plain, 4, 6).Rows, Find(moved, 4, 6).Rows);
        }
        else
        {
            Compare([.. Noise(150, 4, offset: 0)], 4, 6, moved: value => value * scale);
        }
    }

    [Fact]
    public void One_row_that_is_far_from_all_others_does_not_blur_them()
    {
        double[] values = Noise(400, 8, offset: 0);
        values[8] = 1e12;
        Compare(values, 8, 5);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        double[] values = Noise(900, 40, offset: 3);
        int[][] tables = [.. new[] { 1, 2, 5 }.Select(threads => Find(values, 40, 6, threads).Rows)];
        Assert.Equal(tables[0], tables[1]);
        Assert.Equal(tables[0], tables[2]);
    }

    [Fact]
    public void Among_some_rows_for_some_others()
    {
        double[] values = Noise(120, 5, offset: 0);
        var matrix = new RowMatrix<double>(values, 5);
        int[] among = [.. Enumerable.Range(0, 40).Select(i => 3 * i)], of = [0, 1, 119, 60];
        var table = new ExactNeighbours<double>(matrix, 2, CancellationToken.None).Find(among, of, 3);
        for (int i = 0; i < of.Length; i++)
        {
            Assert.Equal(Plain(matrix, among, of[i], 3), table.Of(i).ToArray());
        }
    }

    private static void Compare(double[] values, int columns, int count, Func<double, double>? moved = null)
    {
        var matrix = new RowMatrix<double>(values, columns);
        var doubles = Find(moved is null ? values : [.. values.Select(moved)], columns, count);
        int[] all = [.. Enumerable.Range(0, matrix.Rows)];
        for (int row = 0; row < matrix.Rows; row++)
        {
            Assert.Equal(Plain(matrix, all, row, count), doubles.Of(row).ToArray());
        }

        if (moved is null && values.All(value => (float)value == value))
        {
            float[] singles = [.. values.Select(value => (float)value)];
            var search = new ExactNeighbours<float>(new RowMatrix<float>(singles, columns), 2, CancellationToken.None);
            Assert.Equal(doubles.Rows, search.Find(all, all, count).Rows);
        }
    }

    private static NeighbourTable Find(double[] values, int columns, int count, int threads = 2)
    {
        var matrix = new RowMatrix<double>(values, columns);
        int[] all = [.. Enumerable.Range(0, matrix.Rows)];
        return new ExactNeighbours<double>(matrix, threads, CancellationToken.None).Find(all, all, count);
    }

    private static int[] Plain(RowMatrix<double> matrix, int[] among, int row, int count) =>
    [
        .. among.Where(other => other != row)
            .OrderBy(other => Enumerable.Range(0, matrix.Columns).Sum(i => Math.Pow(matrix.Row(row)[i] - matrix.Row(other)[i], 2)))
            .ThenBy(other => other)
            .Take(count),
    ];

    private static double[] Noise(int rows, int columns, double offset)
    {
        var random = new KeyedRandom(1, $"{rows} x {columns}", "neighbours");
        return [.. Enumerable.Range(0, rows * columns).Select(_ => offset + random.Gaussian())];
    }
}
