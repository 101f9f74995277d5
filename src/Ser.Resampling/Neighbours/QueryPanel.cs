using System.Numerics;

namespace Ser.Resampling.Neighbours;

/// <summary>Rows whose neighbours are looked for, and their products with a <see cref="TargetPanel"/>; one for each thread.</summary>
/// <param name="height">Rows that fit: a multiple of <see cref="ScoreKernel.Height"/>.</param>
/// <param name="width">Rows of the target panel.</param>
/// <param name="columns">Values per row.</param>
internal sealed class QueryPanel(int height, int width, int columns)
{
    private readonly float[] rows = new float[height * columns];
    private readonly float[] products = new float[height * width];
    private int tiles;

    /// <summary>‖a‖² of each row.</summary>
    public double[] Norms { get; } = new double[height];

    /// <summary>Products of one row with every row of the target panel.</summary>
    public ReadOnlySpan<float> Products(int row) => products.AsSpan(row * width, width);

    /// <summary>Replaces the rows.</summary>
    public void Load<T>(CentredRows<T> source, ReadOnlySpan<int> queries)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        tiles = (queries.Length + ScoreKernel.Height - 1) / ScoreKernel.Height;
        for (int i = 0; i < queries.Length; i++)
        {
            var row = rows.AsSpan(i * columns, columns);
            source.Write(queries[i], row);
            Norms[i] = TargetPanel.Squares(row);
        }
    }

    /// <summary>Computes all products; those beyond the rows that were loaded mean nothing.</summary>
    /// <param name="target">The other rows.</param>
    /// <param name="columnBlock">Columns that are summed up in registers.</param>
    public void Multiply(TargetPanel target, int columnBlock)
    {
        Array.Clear(products);
        for (int column = 0; column < columns; column += columnBlock)
        {
            int some = Math.Min(columnBlock, columns - column);
            for (int tile = 0; tile < target.Tiles; tile++)
            {
                var packed = target.Tile(tile, column);
                for (int i = 0; i < tiles; i++)
                {
                    ScoreKernel.Add(
                        rows.AsSpan((i * ScoreKernel.Height * columns) + column), columns, packed, some,
                        products.AsSpan((i * ScoreKernel.Height * width) + (tile * ScoreKernel.Width)), width);
                }
            }
        }
    }
}
