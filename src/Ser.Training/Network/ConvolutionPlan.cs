using Ser.Core;

namespace Ser.Training.Network;

/// <summary>Convolution (no bias), max pooling, batch normalisation, ReLU, in this order.</summary>
/// <param name="Channels">Output channels.</param>
/// <param name="Kernel">Rows × frames, odd; padded so that only stride and pooling shorten.</param>
/// <param name="Stride">Rows × frames from one place of the kernel to the next.</param>
/// <param name="Pool">Rows × frames; an incomplete window at the end counts.</param>
/// <remarks>Pooling stands before normalisation because that leaves a quarter of the elements to normalise.</remarks>
public sealed record ConvolutionPlan(int Channels, Window Kernel, Window Stride, Window Pool)
{
    /// <summary>Rows that are left of <paramref name="rows"/>.</summary>
    public int RowsLeft(int rows) => Ceiling(Ceiling(rows, Stride.Height), Pool.Height);

    /// <summary>Refuses sizes that make no layer.</summary>
    /// <exception cref="UserError">One is out of its range; the message names the key.</exception>
    internal void Require(string key)
    {
        NetworkPlan.Within(Channels, 1, 4096, $"{key}.channels");
        foreach (var (size, most, name) in new[] { (Kernel, 99, "kernel"), (Stride, 16, "stride"), (Pool, 64, "pool") })
        {
            NetworkPlan.Within(size.Height, 1, most, $"{key}.{name}.height");
            NetworkPlan.Within(size.Width, 1, most, $"{key}.{name}.width");
        }

        if (Kernel.Height % 2 == 0 || Kernel.Width % 2 == 0)
        {
            throw new UserError($"{key}.kernel is {Kernel.Height} x {Kernel.Width}; give odd numbers, so that it has a middle");
        }
    }

    private static int Ceiling(int count, int divisor) => (count + divisor - 1) / divisor;
}

/// <summary>A size over rows and frames.</summary>
/// <param name="Height">In rows: bands or pitches.</param>
/// <param name="Width">In frames.</param>
public readonly record struct Window(int Height, int Width)
{
    /// <summary>Lets a pair stand for a window.</summary>
    public static implicit operator Window((int Height, int Width) pair) => new(pair.Height, pair.Width);
}
