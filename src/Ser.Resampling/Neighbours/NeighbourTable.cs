namespace Ser.Resampling.Neighbours;

/// <summary>The nearest rows of some rows: nearest first, among equals the one that comes first; never the row itself.</summary>
/// <param name="Count">Neighbours of each row.</param>
/// <param name="Rows">Row numbers, <see cref="Count"/> for each row that was asked for.</param>
internal sealed record NeighbourTable(int Count, int[] Rows)
{
    /// <summary>The neighbours of the i-th row that was asked for.</summary>
    public ReadOnlySpan<int> Of(int i) => Rows.AsSpan(i * Count, Count);
}
