namespace Ser.Resampling.Neighbours;

/// <summary>Finds the nearest rows of a table.</summary>
internal interface INeighbourSearch
{
    /// <summary>The nearest rows among some, for some.</summary>
    /// <param name="among">Row numbers to choose from, rising.</param>
    /// <param name="of">Row numbers whose neighbours are wanted.</param>
    /// <param name="count">Neighbours of each: 1 or more, and no more than there are beside the row itself.</param>
    NeighbourTable Find(ReadOnlyMemory<int> among, ReadOnlyMemory<int> of, int count);
}
