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
    internal void Require(string where)
    {
        bool odd = Kernel.Height % 2 == 1 && Kernel.Width % 2 == 1;
        int[] sizes = [Channels, Kernel.Height, Kernel.Width, Stride.Height, Stride.Width, Pool.Height, Pool.Width];
        if (!odd || sizes.Any(size => size is < 1 or > 1024))
        {
            throw new UserError($"{where}: channels, kernel, stride and pool are 1 to 1024, and kernels are odd; {this} is not so");
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
