using Ser.Resampling.Draws;
using Ser.Resampling.Neighbours;

namespace Ser.Resampling.OverSampling;

/// <summary>A class that shall get new rows, and what there is to make them of.</summary>
/// <param name="Label">Index of the class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Members">Its rows in the table, rising; at least one.</param>
/// <param name="Labels">The classes of all rows.</param>
/// <param name="Wanted">New rows: 1 or more.</param>
/// <param name="Search">Finds neighbours in the table.</param>
/// <param name="Draws">Random choices for this class.</param>
/// <param name="Remarks">Is told where the paper's way is closed.</param>
internal sealed record ClassTask(
    int Label, string Name, int[] Members, int[] Labels, int Wanted, INeighbourSearch Search, IDraws Draws, Remarks Remarks)
{
    /// <summary>Every row of the table.</summary>
    public int[] Everybody => field ??= [.. Enumerable.Range(0, Labels.Length)];

    /// <summary>How many neighbours of its own class a member can have, up to k; says so where they are fewer.</summary>
    /// <returns>0 for a class of one row, which has none.</returns>
    public int OwnNeighbours(int k)
    {
        if (Members.Length > k)
        {
            return k;
        }

        string fault = $"{Rows(Members.Length)} and not the {k + 1} that {k} neighbours want";
        Remarks.Add(Name, fault, Members.Length == 1 ? "its only row is repeated" : $"every new row lies towards one of {Members.Length - 1}");
        return Members.Length - 1;
    }

    /// <summary>How many rows of other classes there are among the neighbours of each member in the whole table.</summary>
    /// <param name="k">Neighbours; fewer in a table that has no more.</param>
    /// <param name="neighbours">How many there were.</param>
    public int[] ForeignNeighbours(int k, out int neighbours)
    {
        neighbours = Math.Min(k, Labels.Length - 1);
        if (neighbours < k)
        {
            Remarks.Add(Name, $"the table {Rows(Labels.Length)} and not the {k + 1} that {k} neighbours want", $"{neighbours} are looked at");
        }

        var table = Search.Find(Everybody, Members, neighbours);
        int[] foreign = new int[Members.Length];
        for (int i = 0; i < foreign.Length; i++)
        {
            foreach (int row in table.Of(i))
            {
                foreign[i] += Labels[row] != Label ? 1 : 0;
            }
        }

        return foreign;
    }

    /// <summary>Members again, for a class whose only row has no neighbour.</summary>
    public SyntheticRow[] Repeated() => [.. Enumerable.Repeat(new SyntheticRow(Label, Members[0], Members[0], 0), Wanted)];

    private static string Rows(int count) => count == 1 ? "has 1 row" : $"has {count} rows";
}
