using static TorchSharp.torch;

namespace Ser.Training.Network;

/// <summary>
/// Puts the channels of a pixel side by side in memory. libtorch's convolutions and poolings over pictures then run up to
/// twice as fast; shapes and values stay as they are.
/// </summary>
internal static class MemoryLayout
{
    /// <summary>The same [n, channels, height, width] values with neighbouring channels.</summary>
    public static Tensor ChannelsLast(Tensor values)
    {
        long[] shape = values.shape;
        return shape[1] == 1

            // One channel lies the same way in both layouts; only the strides tell libtorch which one is meant.
            ? values.contiguous().as_strided(shape, [shape[2] * shape[3], 1, shape[3], 1])
            : values.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
    }

    /// <summary>Changes the layout of a parameter in its place.</summary>
    public static void MakeChannelsLast(Tensor parameter)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        parameter.set_(ChannelsLast(parameter));
    }
}
