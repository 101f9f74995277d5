using System.Text.Json;
using Ser.Resampling.Draws;
using Ser.Resampling.Neighbours;

namespace Ser.Tests.Resampling.Reference;

/// <summary>What imbalanced-learn drew and which neighbours it found in one run, handed out again in the same order.</summary>
internal sealed class Recording : IDraws, INeighbourSearch
{
    private readonly Dictionary<string, Queue<double[]>> draws = [];
    private readonly Queue<int[][]> tables = [];
    private readonly int[] labels;
    private readonly Queue<double> gaussians = [];

    /// <param name="events">events.json of a run.</param>
    /// <param name="labels">Classes of all rows, the new ones included: cleaning asks class by class.</param>
    public Recording(string events, int[] labels)
    {
        this.labels = labels;
        using var json = JsonDocument.Parse(File.ReadAllBytes(events));
        foreach (var item in json.RootElement.GetProperty("events").EnumerateArray())
        {
            if (item.GetProperty("stage").GetString() == "kneighbors")
            {
                tables.Enqueue([.. item.GetProperty("indices").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetInt32()).ToArray())]);
                continue;
            }

            string method = item.GetProperty("method").GetString()!;
            double[] values = [.. Flat(item.GetProperty("values"))];
            if (method == "randn")
            {
                Array.ForEach(values, gaussians.Enqueue);
                continue;
            }

            if (!draws.TryGetValue(method, out var queue))
            {
                draws[method] = queue = [];
            }

            queue.Enqueue(values);
        }
    }

    /// <summary>Where a drawn row number has to become a place in its class: for methods that draw rows.</summary>
    public Func<int, int>? PlaceOf { get; init; }

    /// <summary>Whether everything was asked for.</summary>
    public bool IsExhausted => tables.Count == 0 && gaussians.Count == 0 && draws.Values.All(queue => queue.Count == 0);

    public int[] Integers(int below, int count)
    {
        double[] values = draws.TryGetValue("randint", out var queue) ? queue.Dequeue() : draws["choice"].Dequeue();
        Assert.Equal(count, values.Length);
        int[] places = [.. values.Select(value => PlaceOf is null ? (int)value : PlaceOf((int)value))];
        Assert.All(places, place => Assert.InRange(place, 0, below - 1));
        return places;
    }

    public int[] Distinct(int below, int count)
    {
        double[] values = draws["choice"].Dequeue();
        Assert.Equal(count, values.Length);
        return [.. values.Select(value => (int)value)];
    }

    public double[] Uniform(int count)
    {
        double[] values = draws["uniform"].Dequeue();
        Assert.Equal(count, values.Length);
        return values;
    }

    public double Beta(int shape)
    {
        Assert.Equal(10, shape);
        return draws["beta"].Dequeue()[0];
    }

    public void Gaussian(Span<double> values)
    {
        foreach (ref double value in values)
        {
            value = gaussians.Dequeue();
        }
    }

    public NeighbourTable Find(ReadOnlyMemory<int> among, ReadOnlyMemory<int> of, int count)
    {
        int[] rows = new int[of.Length * count];
        int[][] table = tables.Dequeue();
        foreach (var group in table.Length == of.Length ? [of.ToArray().Index().ToArray()] : of.ToArray().Index().GroupBy(pair => labels[pair.Item]).OrderBy(group => group.Key).Select(group => group.ToArray()))
        {
            table = table.Length == group.Length ? table : tables.Dequeue();
            Assert.Equal(group.Length, table.Length);
            for (int i = 0; i < group.Length; i++)
            {
                Assert.Equal(count + 1, table[i].Length);
                for (int k = 0; k < count; k++)
                {
                    rows[(group[i].Index * count) + k] = among.Span[table[i][k + 1]];   // the first one is the row itself
                }
            }

            table = [];
        }

        return new NeighbourTable(count, rows);
    }

    private static IEnumerable<double> Flat(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetDouble()];
}
