using Ser.Features;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ser.Training.Network;

/// <summary>The trainable form of a <see cref="BranchPlan"/>: its input → [clips, channels, 1, steps].</summary>
internal sealed class Branch : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<ConvolutionBlock> blocks = [];
    private readonly ConvolutionBlock? mix;
    private readonly bool isPicture;
    private readonly TimeSteps[] trained, used;

    /// <param name="plan">The layers.</param>
    /// <param name="features">The analysis.</param>
    /// <param name="finer">Whether the last stride is taken in single steps outside training.</param>
    public Branch(BranchPlan plan, FeaturePlan features, bool finer) : base(plan.Name)
    {
        isPicture = plan.IsPicture;
        trained = plan.StepsOver(finer: false);
        used = plan.StepsOver(finer);
        int channels = plan.InputSize(features).Channels;
        foreach (var block in plan.Blocks)
        {
            blocks.Add(new ConvolutionBlock($"block{blocks.Count}", channels, block));
            channels = block.Channels;
        }

        if (plan.Outputs > 0)
        {
            mix = new ConvolutionBlock("mix", channels * plan.HeightLeft(features), MixPlan(plan));
        }

        RegisterComponents();
    }

    /// <summary>The block that mixes what is left of rows and channels.</summary>
    internal static ConvolutionPlan MixPlan(BranchPlan plan) => new(plan.Outputs, (1, 1), (1, 1), (1, 1));

    /// <param name="input">clips × 1 × rows × frames of a picture, in the memory layout that is wanted; clips × rows × frames of curves.</param>
    public override Tensor forward(Tensor input)
    {
        var x = isPicture ? input : input.unsqueeze(2);
        var steps = training ? trained : used;
        foreach (var (i, block) in blocks.Index())
        {
            x = block.call(x, steps[i]);
        }

        x = x.flatten(1, 2).unsqueeze(2);   // rows and channels → channels × 1 × steps
        return mix is null ? x : mix.call(x, new TimeSteps(1, 1, 1));
    }
}
