using System.Numerics;

namespace Ser.Resampling.Neighbours;

/// <summary>Rows among which neighbours are looked for, packed as the kernel reads them.</summary>
/// <param name="capacity">Rows that fit: a multiple of <see cref="ScoreKernel.Width"/>.</param>
/// <param name="columns">Values per row.</param>
internal sealed class TargetPanel(int capacity, int columns)
{
    /// <summary>Products of tiny values vanish in float; this much of a squared distance (in a scale of 1) may be lost by that.</summary>
    private const double Vanishing = 1e-30;

    private readonly float[] packed = new float[capacity * columns];

    /// <summary>Rows that fit.</summary>
    public int Capacity => capacity;

    /// <summary>Tiles that are in use.</summary>
    public int Tiles { get; private set; }

    /// <summary>‖b‖² less the error that a score may have by it, rounded down; +∞ where there is no row.</summary>
    public float[] LeastNorms { get; } = new float[capacity];

    /// <summary>columns × <see cref="ScoreKernel.Width"/> of a tile, from a column on.</summary>
    public ReadOnlySpan<float> Tile(int tile, int column) =>
        packed.AsSpan(((tile * columns) + column) * ScoreKernel.Width, (columns - column) * ScoreKernel.Width);

    /// <summary>Replaces the rows.</summary>
    public void Pack<T>(CentredRows<T> rows, ReadOnlyMemory<int> block, double errorShare, ParallelOptions limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tiles = (block.Length + ScoreKernel.Width - 1) / ScoreKernel.Width;
        LeastNorms.AsSpan().Fill(float.PositiveInfinity);
        Parallel.For(0, Tiles, limit, () => new float[columns], (tile, _, row) =>
        {
            var target = packed.AsSpan(tile * columns * ScoreKernel.Width, columns * ScoreKernel.Width);
            for (int lane = 0; lane < ScoreKernel.Width; lane++)
            {
                int index = (tile * ScoreKernel.Width) + lane;
                Array.Clear(row);
                if (index < block.Length)
                {
                    rows.Write(block.Span[index], row);
                    LeastNorms[index] = MathF.BitDecrement((float)((Squares(row) * (1 - errorShare)) - Vanishing));
                }

                for (int column = 0; column < columns; column++)
                {
                    target[(column * ScoreKernel.Width) + lane] = row[column];
                }
            }

            return row;
        }, _ => { });
    }

    /// <summary>Σ x² in double.</summary>
    public static double Squares(ReadOnlySpan<float> row)
    {
        double even = 0, odd = 0;
        int i = 0;
        for (; i + 2 <= row.Length; i += 2)
        {
            even += (double)row[i] * row[i];
            odd += (double)row[i + 1] * row[i + 1];
        }

        return i < row.Length ? even + odd + ((double)row[i] * row[i]) : even + odd;
    }
}
