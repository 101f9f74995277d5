using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ser.Training.Network;

/// <summary>The trainable form of a <see cref="ConvolutionPlan"/>: [clips, channels, rows, frames] → the same, fewer.</summary>
internal sealed class ConvolutionBlock : nn.Module<Tensor, TimeSteps, Tensor>
{
    private readonly Conv2d convolution;
    private readonly BatchNorm2d normalisation;
    private readonly ConvolutionPlan plan;

    public ConvolutionBlock(string name, int inputs, ConvolutionPlan plan) : base(name)
    {
        Window kernel = plan.Kernel;
        convolution = nn.Conv2d(
            inputs, plan.Channels, (kernel.Height, kernel.Width),
            stride: (plan.Stride.Height, plan.Stride.Width),
            padding: (kernel.Height / 2, kernel.Width / 2),
            bias: false);
        normalisation = nn.BatchNorm2d(plan.Channels);
        this.plan = plan;
        RegisterComponents();
        if (kernel.Height > 1)
        {
            MemoryLayout.MakeChannelsLast(convolution.weight);
        }
    }

    /// <param name="input">clips × channels × rows × frames.</param>
    /// <param name="steps">How it walks along time.</param>
    public override Tensor forward(Tensor input, TimeSteps steps)
    {
        Window kernel = plan.Kernel, pool = plan.Pool;
        var x = nn.functional.conv2d(
            input, convolution.weight, null, [plan.Stride.Height, steps.Stride], [kernel.Height / 2, kernel.Width / 2 * steps.Dilation], [1, steps.Dilation]);
        if (pool != (1, 1))
        {
            // In single steps the last windows would be incomplete: what lies beyond the end never is the largest.
            int beyond = steps.PoolStep < pool.Width ? pool.Width - steps.PoolStep : 0;
            x = beyond > 0 ? nn.functional.pad(x, [0, beyond, 0, 0], PaddingModes.Constant, double.NegativeInfinity) : x;
            x = nn.functional.max_pool2d(x, [pool.Height, pool.Width], [pool.Height, steps.PoolStep], ceil_mode: true);
        }

        return nn.functional.relu(normalisation.call(x));
    }
}
