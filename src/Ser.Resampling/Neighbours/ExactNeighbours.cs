using System.Numerics;
using System.Runtime.Intrinsics;
using Ser.Core;

namespace Ser.Resampling.Neighbours;

/// <summary>
/// Nearest rows by Euclidean distance, all pairs compared. ‖a‖² + ‖b‖² − 2ab in float, by blocked matrix products, rules out what is
/// certainly too far; what is left is measured again from the table's own values in double, so order and ties are exact.
/// </summary>
/// <param name="matrix">The table.</param>
/// <param name="threads">Threads at most; the result does not depend on them.</param>
/// <param name="cancel">Stops between blocks.</param>
/// <param name="progress">Is told of each block of searches that may take a moment.</param>
internal sealed class ExactNeighbours<T>(RowMatrix<T> matrix, int threads, CancellationToken cancel, IProgress<WorkProgress>? progress = null) : INeighbourSearch
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows whose neighbours are looked for together: their scores and a slice of their columns fit into the second cache.</summary>
    private const int QueryBlock = 8 * ScoreKernel.Height;

    /// <summary>Rows among which they are looked for together.</summary>
    private const int TargetBlock = 64 * ScoreKernel.Width;

    /// <summary>Values of these rows at most, for tables of very many columns.</summary>
    private const int PanelValues = 1 << 24;

    /// <summary>Columns that are summed up before the sums go to memory: a packed tile of them stays in the first cache.</summary>
    private const int ColumnBlock = 256;

    /// <summary>Unit roundoff of float.</summary>
    private const double Roundoff = 1.0 / (1 << 24);

    /// <summary>Searches of fewer blocks are over before anybody would wonder.</summary>
    private const int ToldBlocks = 4;

    private readonly int columns = matrix.Columns;
    private CentredRows<T>? wholeTable;
    private readonly ParallelOptions limit = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancel };

    /// <summary>
    /// Largest error of a score, in shares of ‖a‖² + ‖b‖²: rounding of the centred values (5 u), of the products and their sums
    /// (u for each addition), of norms and differences (5 u). Higham 2002, "Accuracy and Stability", section 3.1; a twentieth on top
    /// covers the terms of second order.
    /// </summary>
    private double ErrorShare => 1.05 * Roundoff * (Math.Min(columns, ColumnBlock) + (columns / ColumnBlock) + 12);

    public NeighbourTable Find(ReadOnlyMemory<int> among, ReadOnlyMemory<int> of, int count)
    {
        var rows = among.Length == matrix.Rows ? wholeTable ??= new CentredRows<T>(matrix, among.Span) : new CentredRows<T>(matrix, among.Span);
        var nearest = new NearestRows[of.Length];
        for (int i = 0; i < nearest.Length; i++)
        {
            nearest[i] = new NearestRows(count);
        }

        int targetBlock = Math.Clamp(PanelValues / columns / ScoreKernel.Width * ScoreKernel.Width, ScoreKernel.Width, TargetBlock);
        var target = new TargetPanel(Math.Min(targetBlock, RoundUp(among.Length, ScoreKernel.Width)), columns);
        int queryBlocks = (of.Length + QueryBlock - 1) / QueryBlock;
        for (int start = 0; start < among.Length; start += targetBlock)
        {
            var block = among.Slice(start, Math.Min(targetBlock, among.Length - start));
            target.Pack(rows, block, ErrorShare, limit);
            Parallel.For(0, queryBlocks, limit, () => new QueryPanel(QueryBlock, target.Capacity, columns), (i, _, panel) =>
            {
                int first = i * QueryBlock, size = Math.Min(QueryBlock, of.Length - first);
                Compare(rows, of.Span.Slice(first, size), target, block.Span, panel, nearest.AsSpan(first, size));
                return panel;
            }, _ => { });
            int blocks = (among.Length + targetBlock - 1) / targetBlock;
            if (blocks > ToldBlocks)
            {
                progress?.Report(new WorkProgress($"comparing {of.Length} rows with {among.Length}", (start / targetBlock) + 1, blocks));
            }
        }

        int[] table = new int[of.Length * count];
        Parallel.For(0, of.Length, limit, i =>
        {
            int row = of.Span[i];
            nearest[i].Settle(other => rows.SquaredDistance(row, other));
            nearest[i].Rows.CopyTo(table.AsSpan(i * count, count));
        });
        return new NeighbourTable(count, table);
    }

    private void Compare(
        CentredRows<T> rows, ReadOnlySpan<int> queries, TargetPanel target, ReadOnlySpan<int> block, QueryPanel panel, Span<NearestRows> nearest)
    {
        ReadOnlySpan<float> leastNorms = target.LeastNorms;
        panel.Load(rows, queries);
        panel.Multiply(target, ColumnBlock);
        for (int i = 0; i < queries.Length; i++)
        {
            int row = queries[i];
            double own = panel.Norms[i];
            double slack = own * (1 - ErrorShare);   // the least that ‖a‖² adds to a score
            var candidates = nearest[i];
            var products = panel.Products(i);
            float limit = Raised(candidates.Limit - slack);
            for (int j = 0; j < block.Length; j += Vector256<float>.Count)
            {
                // the least that the squared distance less ‖a‖² can be
                var least = Vector256.FusedMultiplyAdd(
                    Vector256.Create(-2f), Vector256.Create(products[j..]), Vector256.Create(leastNorms[j..]));
                uint near = Vector256.LessThanOrEqual(least, Vector256.Create(limit)).ExtractMostSignificantBits();
                for (; near != 0; near &= near - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(near);
                    if (j + lane >= block.Length || block[j + lane] == row)
                    {
                        continue;
                    }

                    if (candidates.Offer(block[j + lane], least[lane] + slack))
                    {
                        candidates.Settle(other => rows.SquaredDistance(row, other));
                        limit = Raised(candidates.Limit - slack);
                    }
                }
            }
        }
    }

    /// <summary>The next float above: what is rounded must not shut out a row.</summary>
    private static float Raised(double value) => MathF.BitIncrement((float)value);

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
