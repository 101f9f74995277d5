using Ser.Core;

namespace Ser.Resampling.Draws;

/// <summary>Draws by seed and class: those of one class do not depend on which others are there.</summary>
/// <param name="seed">Of the whole resampling.</param>
/// <param name="label">Name of the class.</param>
internal sealed class KeyedDraws(long seed, string label) : IDraws
{
    private readonly KeyedRandom random = new(seed, label, "resampling");

    public int[] Integers(int below, int count)
    {
        int[] values = new int[count];
        foreach (ref int value in values.AsSpan())
        {
            value = random.Below(below);
        }

        return values;
    }

    public int[] Distinct(int below, int count)
    {
        int[] all = [.. Enumerable.Range(0, below)];
        random.Shuffle<int>(all);
        return all[..count];
    }

    public double[] Uniform(int count)
    {
        double[] values = new double[count];
        foreach (ref double value in values.AsSpan())
        {
            value = random.NextDouble();
        }

        return values;
    }

    /// <summary>For whole numbers, the middle of 2 · shape − 1 even draws is distributed so (order statistics).</summary>
    public double Beta(int shape)
    {
        double[] values = Uniform((2 * shape) - 1);
        Array.Sort(values);
        return values[shape - 1];
    }

    public void Gaussian(Span<double> values)
    {
        foreach (ref double value in values)
        {
            value = random.Gaussian();
        }
    }
}
