using Ser.Resampling.Draws;
using Ser.Resampling.Neighbours;

namespace Ser.Resampling.Reduction;

/// <summary>A table of which rows shall be taken away.</summary>
/// <param name="Labels">Classes of the rows.</param>
/// <param name="Classes">Names of the classes.</param>
/// <param name="Members">Per class its rows, rising.</param>
/// <param name="Strategy">Which classes may lose rows.</param>
/// <param name="Search">Finds neighbours in the table.</param>
/// <param name="Draws">Random choices for a class.</param>
/// <param name="Remarks">Is told where the paper's way is closed.</param>
internal sealed record ReductionTask(
    int[] Labels, IReadOnlyList<string> Classes, int[][] Members, SamplingStrategy Strategy, INeighbourSearch Search, Func<string, IDraws> Draws,
    Remarks Remarks)
{
    /// <summary>Rows of each class.</summary>
    public int[] Counts => [.. Members.Select(rows => rows.Length)];

    /// <summary>Every row of the table.</summary>
    public int[] Everybody => field ??= [.. Enumerable.Range(0, Labels.Length)];
}
