namespace Ser.Resampling.Neighbours;

/// <summary>The nearest rows of one row so far: those whose distance is known exactly, and those that have yet to be measured.</summary>
/// <param name="count">How many are wanted.</param>
/// <remarks>Rows are offered in rising order, so of two at the same distance the one that is held already stays.</remarks>
internal sealed class NearestRows(int count)
{
    private readonly double[] distances = new double[count];
    private readonly int[] rows = new int[count];
    private readonly int[] pending = new int[Math.Max(32, 2 * count)];
    private readonly double[] leastDistances = new double[Math.Max(32, 2 * count)];
    private int held, waiting;

    /// <summary>The rows, nearest first; complete after <see cref="Settle"/>.</summary>
    public ReadOnlySpan<int> Rows => rows.AsSpan(0, held);

    /// <summary>Squared distance up to which a row may still be one of the nearest; −∞ where none can.</summary>
    public double Limit => held < count ? double.PositiveInfinity : distances[held - 1] > 0 ? distances[held - 1] : double.NegativeInfinity;

    /// <summary>Takes note of a row; true where there is no room for another one before <see cref="Settle"/>.</summary>
    /// <param name="row">Above all rows that were offered before.</param>
    /// <param name="leastDistance">What its squared distance cannot be below.</param>
    public bool Offer(int row, double leastDistance)
    {
        pending[waiting] = row;
        leastDistances[waiting] = leastDistance;
        return ++waiting == pending.Length;
    }

    /// <summary>Measures those that wait, the most hopeful first, and keeps the nearest of all.</summary>
    public void Settle(Func<int, double> squaredDistance)
    {
        Array.Sort(leastDistances, pending, 0, waiting);
        for (int i = 0; i < waiting && (held < count || leastDistances[i] <= distances[held - 1]); i++)
        {
            Insert(pending[i], squaredDistance(pending[i]));
        }

        waiting = 0;
    }

    private void Insert(int row, double distance)
    {
        int place = held;
        while (place > 0 && (distance < distances[place - 1] || (distance == distances[place - 1] && row < rows[place - 1])))
        {
            place--;
        }

        if (place == count)
        {
            return;
        }

        held = Math.Min(held + 1, count);
        for (int i = held - 1; i > place; i--)
        {
            (rows[i], distances[i]) = (rows[i - 1], distances[i - 1]);
        }

        (rows[place], distances[place]) = (row, distance);
    }
}
