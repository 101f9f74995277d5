using Ser.Core;

namespace Ser.Evaluation;

/// <summary>The two directions in which standardised rows differ most: a table as a picture.</summary>
/// <remarks>
/// Subspace iteration on a few vectors more than are wanted, with Rayleigh–Ritz at the end (Halko, Martinsson and Tropp 2011,
/// "Finding structure with randomness"): a table of thousands of columns needs no matrix of columns × columns.
/// </remarks>
public sealed class PrincipalComponents
{
    private const int Wanted = 2, Spare = 6, MostRounds = 60;

    /// <summary>A picture shows three digits of a share.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Rows are summed up in chunks of this size, whoever does it, and the chunks in their order.</summary>
    private const int ChunkRows = 256;

    private readonly float[] means, scales;
    private readonly float[][] directions;

    private PrincipalComponents(float[] means, float[] scales, float[][] directions, double[] shares)
    {
        this.means = means;
        this.scales = scales;
        this.directions = directions;
        Shares = shares;
    }

    /// <summary>Shares of the variance along both, 0 … 1; 0 where there is no such direction.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <summary>Fits the directions.</summary>
    /// <param name="values">Rows × columns, all finite.</param>
    /// <param name="columns">Values per row: 1 or more.</param>
    /// <param name="rows">The rows that count; at least one.</param>
    public static PrincipalComponents Fit(float[] values, int columns, IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count, nameof(rows));

        var (means, scales, moving) = Standardise(values, columns, rows);
        int size = Math.Min(columns, Wanted + Spare);
        var random = new KeyedRandom(1, "principal components", "start");
        float[][] basis = [.. Enumerable.Range(0, size).Select(_ => Enumerable.Range(0, columns).Select(_ => (float)random.Gaussian()).ToArray())];
        Orthonormalise(basis);
        double[] variances = [];
        for (int round = 0; round < MostRounds; round++)
        {
            // C · basis, with C the covariance of the standardised rows: through the rows, without ever making C
            float[][] image = Multiply(values, columns, rows, means, scales, basis);
            var (now, rotation) = Ritz(basis, image);
            bool isSettled = round > 0 && now.Zip(variances).Take(Wanted).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance * now[0]);
            variances = now;
            basis = isSettled ? Rotated(basis, rotation) : image;
            if (isSettled || now[0] == 0)
            {
                break;
            }

            Orthonormalise(basis);
            if (round == MostRounds - 1)
            {
                (variances, rotation) = Ritz(basis, Multiply(values, columns, rows, means, scales, basis));
                basis = Rotated(basis, rotation);
            }
        }

        float[][] directions = [.. basis.Take(Wanted).Select(Signed)];
        double[] shares = [.. Enumerable.Range(0, Wanted).Select(i => i < size && moving > 0 ? Math.Clamp(variances[i] / moving, 0, 1) : 0)];
        return new PrincipalComponents(means, scales, directions, shares);
    }

    /// <summary>Where a row lies along both directions.</summary>
    public (double First, double Second) Project(ReadOnlySpan<float> row)
    {
        double first = 0, second = 0;
        for (int i = 0; i < row.Length; i++)
        {
            double value = (row[i] - means[i]) * scales[i];
            first += value * directions[0][i];
            second += directions.Length > 1 ? value * directions[1][i] : 0;
        }

        return (first, second);
    }

    /// <summary>Means, one over the deviations (0 for a column that does not move), and how many columns move.</summary>
    private static (float[] Means, float[] Scales, int Moving) Standardise(float[] values, int columns, IReadOnlyList<int> rows)
    {
        double[] sums = new double[columns], squares = new double[columns];
        foreach (int row in rows)
        {
            for (int i = 0; i < columns; i++)
            {
                sums[i] += values[(row * columns) + i];
            }
        }

        foreach (int row in rows)
        {
            for (int i = 0; i < columns; i++)
            {
                double difference = values[(row * columns) + i] - (sums[i] / rows.Count);
                squares[i] += difference * difference;
            }
        }

        float[] means = [.. sums.Select(sum => (float)(sum / rows.Count))];
        float[] scales = [.. squares.Index().Select(pair =>
        {
            // what is only the rounding of equal values is no movement
            double deviation = Math.Sqrt(pair.Item / rows.Count);
            return deviation > 1e-6 * Math.Abs(means[pair.Index]) && deviation > 1e-30 ? (float)(1 / deviation) : 0;
        })];
        return (means, scales, scales.Count(scale => scale > 0));
    }

    /// <summary>The covariance of the standardised rows times each vector.</summary>
    private static float[][] Multiply(float[] values, int columns, IReadOnlyList<int> rows, float[] means, float[] scales, float[][] basis)
    {
        int chunks = (rows.Count + ChunkRows - 1) / ChunkRows;
        var image = basis.Select(_ => new double[columns]).ToArray();
        int group = 2 * Environment.ProcessorCount;
        for (int start = 0; start < chunks; start += group)
        {
            var parts = new float[Math.Min(group, chunks - start)][][];
            Parallel.For(0, parts.Length, part =>
            {
                var sums = basis.Select(_ => new float[columns]).ToArray();
                float[] standard = new float[columns];
                int first = (start + part) * ChunkRows, end = Math.Min(first + ChunkRows, rows.Count);
                for (int i = first; i < end; i++)
                {
                    var row = values.AsSpan(rows[i] * columns, columns);
                    for (int column = 0; column < columns; column++)
                    {
                        standard[column] = (row[column] - means[column]) * scales[column];
                    }

                    for (int k = 0; k < basis.Length; k++)
                    {
                        VectorSums.AddScaled(standard, VectorSums.Product(standard, basis[k]), sums[k]);
                    }
                }

                parts[part] = sums;
            });
            foreach (float[][] sums in parts)
            {
                for (int k = 0; k < image.Length; k++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        image[k][column] += sums[k][column] / (double)rows.Count;
                    }
                }
            }
        }

        return [.. image.Select(vector => Array.ConvertAll(vector, value => (float)value))];
    }

    /// <summary>Variances within a basis, falling, and the rotation that belongs to them.</summary>
    private static (double[] Variances, double[][] Rotation) Ritz(float[][] basis, float[][] image)
    {
        int size = basis.Length;
        double[,] inner = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                inner[i, j] = inner[j, i] = (VectorSums.Product(basis[i], image[j]) + (double)VectorSums.Product(basis[j], image[i])) / 2;
            }
        }

        return SymmetricEigen.Decompose(inner);
    }

    private static float[][] Rotated(float[][] basis, double[][] rotation) =>
    [
        .. rotation.Select(weights =>
        {
            float[] vector = new float[basis[0].Length];
            for (int i = 0; i < basis.Length; i++)
            {
                VectorSums.AddScaled(basis[i], (float)weights[i], vector);
            }

            return vector;
        }),
    ];

    /// <summary>Gram and Schmidt, twice: once leaves rounding behind. A vector without a part of its own becomes 0.</summary>
    private static void Orthonormalise(float[][] vectors)
    {
        for (int i = 0; i < vectors.Length; i++)
        {
            float before = MathF.Sqrt(VectorSums.Product(vectors[i], vectors[i]));
            for (int j = 0; j < 2 * i; j++)
            {
                VectorSums.AddScaled(vectors[j % i], -VectorSums.Product(vectors[i], vectors[j % i]), vectors[i]);
            }

            float length = MathF.Sqrt(VectorSums.Product(vectors[i], vectors[i]));
            float scale = length > 1e-5f * before && length > 1e-20f ? 1 / length : 0;
            for (int column = 0; column < vectors[i].Length; column++)
            {
                vectors[i][column] *= scale;
            }
        }
    }

    /// <summary>The sign in which the largest weight is positive, so that the same table always gives the same picture.</summary>
    private static float[] Signed(float[] direction)
    {
        float largest = direction.MaxBy(MathF.Abs);
        return largest < 0 ? Array.ConvertAll(direction, value => -value) : direction;
    }
}
