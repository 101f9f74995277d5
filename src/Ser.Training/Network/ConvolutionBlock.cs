using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ser.Training.Network;

/// <summary>The trainable form of a <see cref="ConvolutionPlan"/>: [clips, channels, rows, frames] → the same, fewer.</summary>
internal sealed class ConvolutionBlock : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d convolution;
    private readonly BatchNorm2d normalisation;
    private readonly long[] pool;

    public ConvolutionBlock(string name, int inputs, ConvolutionPlan plan) : base(name)
    {
        Window kernel = plan.Kernel;
        convolution = nn.Conv2d(
            inputs, plan.Channels, (kernel.Height, kernel.Width),
            stride: (plan.Stride.Height, plan.Stride.Width),
            padding: (kernel.Height / 2, kernel.Width / 2),
            bias: false);
        normalisation = nn.BatchNorm2d(plan.Channels);
        pool = [plan.Pool.Height, plan.Pool.Width];
        RegisterComponents();
        if (kernel.Height > 1)
        {
            MemoryLayout.MakeChannelsLast(convolution.weight);
        }
    }

    public override Tensor forward(Tensor input)
    {
        var x = convolution.call(input);
        if (pool[0] > 1 || pool[1] > 1)
        {
            x = nn.functional.max_pool2d(x, pool, pool, ceil_mode: true);
        }

        return nn.functional.relu(normalisation.call(x));
    }
}
